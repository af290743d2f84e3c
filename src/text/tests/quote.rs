use super::read;

/// Checks the quotations of the text in which `{` and `}` mark where they begin and end.
fn quotes(marked: &str) {
    let source = marked.replace(['{', '}'], "");
    read(&source, |text| {
        let mut found = source.clone();
        for quote in text.quotes.iter().rev() {
            let span = text.span(quote.first, quote.end);
            found.insert(span.end as usize, '}');
            found.insert(span.start as usize, '{');
        }
        assert_eq!(found, marked);
    });
}

#[test]
fn straight_and_curly() {
    quotes("\"{We stay,}\" he said. \"{Nobody goes.}\"");
    quotes("“{We stay,}” he said. “{Nobody goes.}”");
    quotes("He called it \"{a great day}\" for all.");
}

#[test]
fn single_marks_are_not_apostrophes() {
    quotes("‘{We stay,}’ he said of the workers’ plan.");
    quotes("'{We stay,}' he said of the workers' plan.");
    quotes("In '97 the workers' party and Korea's envoy met.");
}

#[test]
fn nested() {
    quotes("“{He told us ‘go home’ twice,}” she said.");
    quotes("“{He said “go home” twice,}” she said.");
}

#[test]
fn unclosed_ones_end_with_the_paragraph() {
    quotes("\"{We stay. We fight.}\n\n\"{We win,}\" he said.\n\nNobody spoke.");
    quotes("“{We stay.}\n\nNobody spoke.");
}

#[test]
fn over_sentences() {
    quotes("\"{We stay. Nobody goes,}\" he said.");
}
