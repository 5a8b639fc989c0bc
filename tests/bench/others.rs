//! The measured site in the form of Hugo and of Zola: the same pages, prose, tables, links, lists and feed.
//!
//! What Peelpress derives is written out for them: a mention of a term is a link, and taxonomies list the forces of a
//! region, the findings of a topic and the pages that use a term.

use std::collections::BTreeSet;
use std::fmt::Write;

/// A file by its path.
type File = (String, String);

/// How a generator writes what it shares with the other.
struct Form {
    /// The path of the page `name` of a section.
    page: fn(section: &str, name: &str) -> String,
    /// The file with the head of a section.
    section: &'static str,
    /// Where its templates are.
    templates: [(&'static str, &'static str); 4],
    /// Its front matter: title, region, topics, terms.
    front: fn(title: &str, region: &str, topics: &[String], terms: &[String]) -> String,
    settings: (&'static str, &'static str),
}

/// The site for Hugo.
pub(crate) fn hugo(site: &[File]) -> Vec<File> {
    site_of(
        site,
        &Form {
            page: |section, name| format!("content/{section}/{name}.md"),
            section: "_index.md",
            templates: [
                ("layouts/_default/single.html", HUGO_SINGLE),
                ("layouts/_default/list.html", HUGO_LIST),
                ("layouts/_default/term.html", HUGO_LIST),
                ("layouts/index.html", HUGO_LIST),
            ],
            front: |title, region, topics, terms| {
                format!(
                    "---\ntitle: \"{title}\"\nregions: [{region}]\ntopics: [{}]\nterms: [{}]\n---\n",
                    topics.join(", "),
                    terms.join(", ")
                )
            },
            settings: ("hugo.toml", HUGO_SETTINGS),
        },
    )
}

/// The site for Zola.
pub(crate) fn zola(site: &[File]) -> Vec<File> {
    let mut files = site_of(
        site,
        &Form {
            page: |section, name| format!("content/{section}/{name}.md"),
            section: "_index.md",
            templates: [
                ("templates/page.html", ZOLA_PAGE),
                ("templates/section.html", ZOLA_SECTION),
                ("templates/index.html", ZOLA_SECTION),
                ("templates/taxonomy_single.html", ZOLA_TERM),
            ],
            front: |title, region, topics, terms| {
                let list = |names: &[String]| {
                    let quoted: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
                    quoted.join(", ")
                };
                let regions = match region {
                    "" => String::new(),
                    region => format!("\"{region}\""),
                };
                format!(
                    "+++\ntitle = \"{title}\"\n[taxonomies]\nregions = [{regions}]\ntopics = [{}]\nterms = [{}]\n+++\n",
                    list(topics),
                    list(terms)
                )
            },
            settings: ("config.toml", ZOLA_SETTINGS),
        },
    );
    files.push((
        "templates/taxonomy_list.html".to_owned(),
        ZOLA_LIST.to_owned(),
    ));
    files
}

fn site_of(site: &[File], form: &Form) -> Vec<File> {
    let mut files = vec![(form.settings.0.to_owned(), form.settings.1.to_owned())];
    for (path, text) in form.templates {
        files.push((path.to_owned(), text.to_owned()));
    }
    let is_zola = form.settings.0 == "config.toml";
    for section in ["forces", "glossary"] {
        let front = match is_zola {
            true => format!("+++\ntitle = \"{section}\"\n+++\n"),
            false => format!("---\ntitle: {section}\n---\n"),
        };
        files.push((format!("content/{section}/{}", form.section), front));
    }
    for (path, text) in site {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["content", "forces", force, "2023-soc.md"] => {
                let number: usize = force["force-".len()..].parse().unwrap_or(0);
                let region = format!("region-{}", number / 8);
                let (words, topics, terms) = account(text, is_zola);
                let front =
                    (form.front)(&format!("Force {number} Police"), &region, &topics, &terms);
                files.push(((form.page)("forces", force), front + &words + FIGURES));
            }
            ["content", "glossary", term] => {
                let name = term.trim_end_matches(".md");
                let words = text.splitn(3, "---\n").nth(2).unwrap_or_default();
                let front = (form.front)(name, "", &[], &[]);
                files.push(((form.page)("glossary", name), front + words));
            }
            _ => {}
        }
    }
    files
}

/// The figures that Peelpress reads from a file of their own.
const FIGURES: &str = "\n## Figures\n\n| What | Led |\n| --- | ---: |\n| Pursue | 39 |\n| Prevent | 6 |\n| Protect | 10 |\n| Prepare | 2 |\n";

/// The words of an account without attributes that the others do not know, its topics, and its terms as links.
fn account(text: &str, is_zola: bool) -> (String, Vec<String>, Vec<String>) {
    let (mut topics, mut terms) = (BTreeSet::new(), BTreeSet::new());
    let mut words = String::new();
    for line in text.splitn(3, "---\n").nth(2).unwrap_or_default().lines() {
        if let (true, Some((title, attributes))) = (line.starts_with('#'), line.split_once(" {")) {
            let attributes = attributes.trim_end_matches('}');
            let parts = attributes.split(' ');
            topics.extend(parts.filter_map(|part| Some(part.strip_prefix("topics=")?.to_owned())));
            let id = attributes.split(' ').next().unwrap_or_default();
            let _ = writeln!(words, "{title} {{{id}}}");
            continue;
        }
        let line = match line.rsplit_once("term of art ") {
            Some((before, number)) => {
                let number = number.trim_end_matches('.');
                terms.insert(format!("term-{number}"));
                let url = match is_zola {
                    true => format!("@/glossary/term-{number}.md"),
                    false => format!("/glossary/term-{number}/"),
                };
                format!("{before}[term of art {number}]({url}).")
            }
            None => line.to_owned(),
        };
        let line = match line.split_once("(force:") {
            Some((before, rest)) => {
                let (force, after) = rest.split_once(')').unwrap_or((rest, ""));
                match is_zola {
                    true => format!("{before}(@/forces/{force}.md){after}"),
                    false => format!("{before}(/forces/{force}/){after}"),
                }
            }
            None => line,
        };
        words.push_str(&line);
        words.push('\n');
    }
    (
        words,
        topics.into_iter().collect(),
        terms.into_iter().collect(),
    )
}

const HUGO_SETTINGS: &str = "baseURL = \"https://example.org/\"\ntitle = \"Measured\"\nlocale = \"en-GB\"\n[taxonomies]\nregion = \"regions\"\ntopic = \"topics\"\nterm = \"terms\"\n[outputs]\nhome = [\"html\", \"rss\"]\nsection = [\"html\"]\ntaxonomy = [\"html\"]\nterm = [\"html\"]\n[services.rss]\nlimit = 20\n[markup.goldmark.parser.attribute]\ntitle = true\n";
const HUGO_SINGLE: &str = "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body><nav>{{ .TableOfContents }}</nav><main><h1>{{ .Title }}</h1>{{ range .Params.topics }}<a href=\"/topics/{{ . }}/\">{{ . }}</a> {{ end }}{{ range .Params.regions }}<a href=\"/regions/{{ . }}/\">{{ . }}</a>{{ end }}{{ .Content }}{{ with index .Site.Taxonomies.terms (path.Base .RelPermalink) }}<ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}{{ with .PrevInSection }}<a rel=\"prev\" href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a rel=\"next\" href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}</main></body></html>\n";
const HUGO_LIST: &str = "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body><main><h1>{{ .Title }}</h1><table>{{ range .Pages }}<tr><td><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></td><td>{{ with .Params.topics }}{{ len . }}{{ end }}</td></tr>{{ end }}</table></main></body></html>\n";
const ZOLA_SETTINGS: &str = "base_url = \"https://example.org\"\ntitle = \"Measured\"\ndefault_language = \"en\"\ngenerate_feeds = true\nfeed_filenames = [\"atom.xml\"]\nfeed_limit = 20\ncompile_sass = false\nbuild_search_index = false\ntaxonomies = [{ name = \"regions\" }, { name = \"topics\" }, { name = \"terms\" }]\n";
const ZOLA_PAGE: &str = "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{{ page.title }}</title></head><body><nav><ul>{% for one in page.toc %}<li><a href=\"{{ one.permalink | safe }}\">{{ one.title }}</a><ul>{% for two in one.children %}<li><a href=\"{{ two.permalink | safe }}\">{{ two.title }}</a></li>{% endfor %}</ul></li>{% endfor %}</ul></nav><main><h1>{{ page.title }}</h1>{% for topic in page.taxonomies.topics | default(value=[]) %}<a href=\"/topics/{{ topic }}/\">{{ topic }}</a> {% endfor %}{{ page.content | safe }}{% if page.lower %}<a rel=\"prev\" href=\"{{ page.lower.permalink }}\">{{ page.lower.title }}</a>{% endif %}{% if page.higher %}<a rel=\"next\" href=\"{{ page.higher.permalink }}\">{{ page.higher.title }}</a>{% endif %}</main></body></html>\n";
const ZOLA_SECTION: &str = "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{{ section.title }}</title></head><body><main><h1>{{ section.title }}</h1><table>{% for page in section.pages %}<tr><td><a href=\"{{ page.permalink }}\">{{ page.title }}</a></td></tr>{% endfor %}</table></main></body></html>\n";
const ZOLA_TERM: &str = "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{{ term.name }}</title></head><body><main><h1>{{ term.name }}</h1><table>{% for page in term.pages %}<tr><td><a href=\"{{ page.permalink }}\">{{ page.title }}</a></td></tr>{% endfor %}</table></main></body></html>\n";
const ZOLA_LIST: &str = "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><title>{{ taxonomy.name }}</title></head><body><main><ul>{% for term in terms %}<li><a href=\"{{ term.permalink }}\">{{ term.name }}</a></li>{% endfor %}</ul></main></body></html>\n";
