//! What the README shows is what the program prints.

use assert_cmd::Command;

#[test]
fn the_timeline_of_the_readme_is_the_one_of_its_first_command() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let run = Command::cargo_bin("dateline")
        .unwrap()
        .args(["timeline", "examples/articles", "--format", "table"])
        .env("COLUMNS", "120")
        .assert()
        .success();
    let printed = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert_eq!(shown, printed, "put the new output into the README, after reading it line by line");
}
