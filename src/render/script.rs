//! A theme's scripts without comments and indentation.
//!
//! Scripts are not parsed. Lines lose what is before their first character, and lines that are only a
//! comment are left out. A script in which that could change more is served as it is.

/// A script as it is served. A comment that starts with `/*!`, such as a licence, is kept.
pub(super) fn without_comments(script: &str) -> String {
    if script
        .lines()
        .any(|line| continues_a_string(line) || has_code_after_comment(line))
    {
        return script.to_owned();
    }
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment {
            in_comment = !line.ends_with("*/");
        } else if line.starts_with("/*") && !line.starts_with("/*!") {
            in_comment = !line.contains("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Whether a string may go on in the next line: a template that is not closed, or a backslash at the end.
fn continues_a_string(line: &str) -> bool {
    line.matches('`').count() % 2 == 1 || line.trim_end().ends_with('\\')
}

/// Whether something follows a comment on its last line.
fn has_code_after_comment(line: &str) -> bool {
    line.split_once("*/")
        .is_some_and(|(_, rest)| !rest.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_and_indentation_are_left_out() {
        let script = "/* What it does.\n   More. */\nf(() => {\n  // Why.\n  g(1); // here\n\n  /* A. */\n  h();\n});\n";
        assert_eq!(
            without_comments(script),
            "f(() => {\ng(1); // here\nh();\n});\n"
        );
    }

    #[test]
    fn code_and_licence_comments_stay() {
        for script in [
            "/*! Licence */\nf();\n",
            "const url = \"https://example.org/*\";\n",
        ] {
            assert_eq!(without_comments(script), script);
        }
    }

    #[test]
    fn a_script_that_lines_do_not_explain_is_served_as_it_is() {
        for script in [
            "  f(`a\n  b`);\n",
            "  f(\"a\\\n  b\");\n",
            "/* a */  f();\n",
            "/* a\n   b */  f();\n",
        ] {
            assert_eq!(without_comments(script), script);
        }
    }
}
