//! A row for everything that has a name of its own: the publisher's sets, vocabularies, regions,
//! bodies, inspections and pages. Duplicate and unknown names are reported; prose is resolved in a
//! later step.

use super::{CorpusBuilder, DocumentsByKind, names};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::document;
use crate::model::table::Missing;
use crate::model::{
    Body, BodyKind, Extract, Fieldwork, Id, Inspection, Measure, Page, Region, Table, Topic,
};
use crate::text::Span;

/// Fills a table, reporting names that are taken.
pub(super) fn add<T>(
    table: &mut Table<T>,
    what: &str,
    name: &str,
    row: T,
    span: Span,
    first: impl Fn(&T) -> Span,
    report: &mut Report,
) -> Option<Id<T>> {
    match table.add(name, row) {
        Ok(id) => Some(id),
        Err(taken) => {
            let diagnostic =
                Diagnostic::new(Code::DuplicateId, format!("duplicate {what}: `{name}`"));
            report.push(
                diagnostic
                    .label(span, "again here")
                    .label(first(&table[taken]), "first here")
                    .help("give one of them another id"),
            );
            None
        }
    }
}

impl CorpusBuilder<'_> {
    pub(super) fn vocabularies(&mut self, kinds: &DocumentsByKind<'_>) {
        if kinds.topics.iter().any(|topics| topics.is_incomplete) {
            self.corpus.topics.mark_incomplete();
        }
        if kinds.measures.iter().any(|measures| measures.is_incomplete) {
            self.corpus.measures.mark_incomplete();
        }
        for entry in kinds.topics.iter().flat_map(|topics| &topics.entries) {
            let topic = Topic {
                id: entry.id.value.clone(),
                name: entry.name.clone(),
                meaning: entry.meaning.clone(),
                span: entry.id.span,
            };
            add(
                &mut self.corpus.topics,
                "topics",
                &entry.id.value,
                topic,
                entry.id.span,
                |topic| topic.span,
                &mut self.report,
            );
        }
        for entry in kinds.measures.iter().flat_map(|measures| &measures.entries) {
            let Some(unit) = entry
                .unit
                .as_ref()
                .and_then(|unit| names::choice(&self.corpus.units, "unit", unit, &mut self.report))
            else {
                self.corpus
                    .measures
                    .mark_missing(&entry.id.value, Missing::Invalid);
                continue;
            };
            let (id, name, meaning) = (
                entry.id.value.clone(),
                entry.name.clone(),
                entry.meaning.clone(),
            );
            let measure = Measure {
                id,
                name,
                meaning,
                unit,
                span: entry.id.span,
            };
            add(
                &mut self.corpus.measures,
                "measures",
                &entry.id.value,
                measure,
                entry.id.span,
                |measure| measure.span,
                &mut self.report,
            );
        }
    }

    /// Regions and bodies. A region's ROCU and a body's region name each other, so rows come first.
    pub(super) fn identities(&mut self, kinds: &DocumentsByKind<'_>) {
        for (id, region) in &kinds.regions {
            let row = Region {
                id: id.clone(),
                name: region.name.value.clone(),
                rocu: None,
                names_rocu: region.rocu.is_some(),
                number_prefix: region.number_prefix.clone(),
                note: region.note.clone(),
                forces: Vec::new(),
                accounts: Vec::new(),
                inspection: None,
                span: region.span,
                name_span: region.name.span,
                rocu_span: region.rocu.as_ref().map_or(region.span, |rocu| rocu.span),
            };
            add(
                &mut self.corpus.regions,
                "regions",
                id,
                row,
                region.span,
                |region| region.span,
                &mut self.report,
            );
        }
        for (id, body) in &kinds.bodies {
            let row = Body {
                id: id.clone(),
                kind: body.kind,
                name: body.name.value.clone(),
                short_name: body
                    .short_name
                    .clone()
                    .or_else(|| body.abbreviation.clone())
                    .unwrap_or_else(|| body.name.value.clone()),
                region: None,
                abbreviation: body.abbreviation.clone(),
                has_area: body.has_area,
                also_known_as: body.also_known_as.clone(),
                former_names: body.former_names.clone(),
                policing_body: body.policing_body.clone(),
                from: body.from,
                until: body.until.as_ref().map(|until| until.value),
                succeeded_by: Vec::new(),
                succeeds: Vec::new(),
                number_prefix: body.number_prefix.clone(),
                note: body.note.clone(),
                accounts: Vec::new(),
                span: body.span,
                name_span: body.name.span,
                region_span: body.region.as_ref().map_or(body.span, |region| region.span),
            };
            add(
                &mut self.corpus.bodies,
                "bodies",
                id,
                row,
                body.span,
                |body| body.span,
                &mut self.report,
            );
        }
        self.unidentified(kinds);
        for (id, written) in &kinds.bodies {
            let region = written
                .region
                .as_ref()
                .and_then(|region| names::region(&self.corpus, region, &mut self.report));
            if let Some(body) = self.corpus.bodies.find(id) {
                self.corpus.bodies[body].region = region;
            }
        }
        self.successions(kinds);
        for (id, region) in &kinds.regions {
            let rocu = region.rocu.as_ref().and_then(|rocu| {
                names::body(&self.corpus, rocu, Some(BodyKind::Rocu), &mut self.report)
            });
            if let Some(region) = self.corpus.regions.find(id) {
                self.corpus.regions[region].rocu = rocu;
            }
        }
        let mut forces: Vec<(Id<Region>, Id<Body>)> = self
            .corpus
            .bodies_of_kind(BodyKind::Force)
            .filter_map(|(id, body)| body.region.map(|region| (region, id)))
            .collect();
        forces.sort_by(|a, b| {
            self.corpus.bodies[a.1]
                .name
                .cmp(&self.corpus.bodies[b.1].name)
        });
        for (region, force) in forces {
            self.corpus.regions[region].forces.push(force);
        }
    }

    pub(super) fn inspections(
        &mut self,
        kinds: &DocumentsByKind<'_>,
    ) -> Vec<(Id<Inspection>, Vec<document::Section>)> {
        let mut parts = Vec::new();
        for (id, source, written) in &kinds.inspections {
            let programme = written.programme.as_ref().and_then(|programme| {
                names::find(
                    &self.corpus.programmes,
                    "programme",
                    Code::UnknownProgramme,
                    programme,
                    &mut self.report,
                )
            });
            // One without a programme that is known gets any, so that the rest of it is checked.
            let programme = programme.or_else(|| self.corpus.programmes.ids().next());
            let Some(programme) = programme else {
                self.corpus.inspections.mark_missing(id, Missing::Invalid);
                continue;
            };
            let row = Inspection {
                id: id.clone(),
                title: written.title.clone(),
                programme,
                region: written
                    .region
                    .as_ref()
                    .and_then(|region| names::region(&self.corpus, region, &mut self.report)),
                published: written.published,
                fieldwork: written
                    .fieldwork
                    .iter()
                    .map(|stretch| self.fieldwork(stretch))
                    .collect(),
                source: written.source.clone(),
                cited_in: None,
                extracts: Vec::new(),
                passages: Vec::new(),
                accounts: Vec::new(),
                file: source.file,
            };
            let span = Span::new(source.file, 0..3);
            let first = |inspection: &Inspection| Span::new(inspection.file, 0..3);
            let Some(inspection) = add(
                &mut self.corpus.inspections,
                "inspections",
                id,
                row,
                span,
                first,
                &mut self.report,
            ) else {
                continue;
            };
            parts.push((inspection, written.parts.clone()));
            if written.is_incomplete {
                self.corpus.extracts.mark_missing(id, Missing::Invalid);
            }
            let mut slugs: Vec<&crate::text::Spanned<String>> = Vec::new();
            for extract in &written.extracts {
                if let Some(taken) = slugs.iter().find(|taken| taken.value == extract.id.value) {
                    let message = format!(
                        "duplicate data extract `{}` in this inspection",
                        extract.id.value
                    );
                    let diagnostic = Diagnostic::new(Code::DuplicateId, message)
                        .label(extract.id.span, "again here");
                    self.report.push(
                        diagnostic
                            .label(taken.span, "first here")
                            .help("give one of them another id"),
                    );
                    continue;
                }
                slugs.push(&extract.id);
                let row = Extract {
                    slug: extract.id.value.clone(),
                    inspection,
                    dataset: extract.dataset.clone(),
                    drawn: extract.drawn,
                    period: extract.period,
                    covers: extract.covers.clone(),
                    filters: extract.filters.clone(),
                    caveats: extract.caveats.clone(),
                };
                if let Ok(extract) = self
                    .corpus
                    .extracts
                    .add(format!("{id}/{}", extract.id.value), row)
                {
                    self.corpus.inspections[inspection].extracts.push(extract);
                }
            }
        }
        for (id, _, written) in &kinds.inspections {
            let cited_in = written
                .cited_in
                .as_ref()
                .and_then(|cited| names::inspection(&self.corpus, cited, &mut self.report));
            if let Some(inspection) = self.corpus.inspections.find(id) {
                self.corpus.inspections[inspection].cited_in = cited_in;
            }
        }
        parts
    }

    /// A stretch of fieldwork. A body that is not known is reported and left out.
    fn fieldwork(&mut self, written: &document::Fieldwork) -> Fieldwork {
        let bodies = written.bodies.iter();
        let bodies = bodies
            .filter_map(|body| names::body(&self.corpus, body, None, &mut self.report))
            .collect();
        Fieldwork {
            from: written.from,
            to: written.to,
            what: written.what.clone(),
            bodies,
        }
    }

    pub(super) fn pages(
        &mut self,
        kinds: &DocumentsByKind<'_>,
    ) -> Vec<(Id<Page>, Vec<document::Section>)> {
        let mut parts = Vec::new();
        for (id, source, written) in &kinds.pages {
            let (title, summary) = (written.title.clone(), written.summary.clone());
            let (shows, template, is_searched) = (
                written.shows.clone(),
                written.template.clone(),
                written.search,
            );
            let (passages, file) = (Vec::new(), source.file);
            let row = Page {
                id: id.clone(),
                title,
                summary,
                shows,
                template,
                is_searched,
                passages,
                file,
            };
            let span = Span::new(source.file, 0..0);
            let first = |page: &Page| Span::new(page.file, 0..0);
            if let Some(page) = add(
                &mut self.corpus.pages,
                "pages",
                id,
                row,
                span,
                first,
                &mut self.report,
            ) {
                parts.push((page, written.parts.clone()));
            }
        }
        parts
    }
}
