//! A stand-in for an inspection that an account names and that does not exist, so that everything else
//! that is wrong with the account is reported in the same run. Nothing is published with such an error.

use super::CorpusBuilder;
use crate::document::{self, Citation};
use crate::model::table::Missing;
use crate::model::{Id, Inspection, Published};
use crate::source::{Source, SubjectName};

impl CorpusBuilder<'_> {
    /// The stand-in for the inspection of an account. `None` if the site has no programmes yet.
    pub(super) fn unknown_inspection(
        &mut self,
        owner: &SubjectName,
        document: &str,
        written: &document::Account,
        source: &Source,
    ) -> Option<Id<Inspection>> {
        let id = format!("{}-{document}", owner.id());
        let named = written.inspection.as_ref().map(|name| name.value.clone());
        let row = Inspection {
            id: id.clone(),
            title: named.unwrap_or_else(|| id.clone()),
            programme: self.corpus.programmes.ids().next()?,
            region: None,
            published: Published::NotStated,
            fieldwork: Vec::new(),
            source: Citation::default(),
            cited_in: None,
            extracts: Vec::new(),
            passages: Vec::new(),
            accounts: Vec::new(),
            file: source.file,
        };
        // Its data extracts are as unknown as itself.
        self.corpus.extracts.mark_missing(&id, Missing::Invalid);
        // No author can name it: a name has no space.
        self.corpus
            .inspections
            .add(format!("unknown {id}"), row)
            .ok()
    }
}
