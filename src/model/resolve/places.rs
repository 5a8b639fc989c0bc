//! Places get the bodies that serve them. A place written twice is reported.

use std::collections::HashMap;

use super::{CorpusBuilder, DocumentsByKind, names};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Place;
use crate::text::Span;

impl CorpusBuilder<'_> {
    pub(super) fn places(&mut self, kinds: &DocumentsByKind<'_>) {
        let mut seen: HashMap<(String, &str, Option<&str>), Span> = HashMap::new();
        let attribution = kinds.places.iter().flat_map(|places| &places.attribution);
        self.corpus.places_attribution = attribution.cloned().collect();
        for written in kinds.places.iter().flat_map(|places| &places.places) {
            let name = written.name.value.to_lowercase();
            let place = (name, written.kind.as_str(), written.within.as_deref());
            if let Some(&first) = seen.get(&place) {
                let message = format!("the place `{}` is listed twice", written.name.value);
                let diagnostic = Diagnostic::new(Code::DuplicateName, message)
                    .label(written.name.span, "again here")
                    .label(first, "first here");
                self.report
                    .push(diagnostic.help("remove one, or distinguish them with `within: …`"));
                continue;
            }
            seen.insert(place, written.name.span);
            let mut bodies = Vec::new();
            for body in &written.bodies {
                let found = names::body(&self.corpus, body, None, &mut self.report);
                bodies.extend(found.filter(|found| !bodies.contains(found)));
            }
            if bodies.is_empty() {
                // Why has been reported.
                continue;
            }
            self.corpus.places.push(Place {
                name: written.name.value.clone(),
                kind: written.kind.clone(),
                within: written.within.clone(),
                bodies,
                also: written.also.clone(),
                postcodes: written.postcodes.clone(),
                code: written.code.clone(),
                span: written.name.span,
            });
        }
    }
}
