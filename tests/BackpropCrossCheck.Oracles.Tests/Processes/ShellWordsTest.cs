using BackpropCrossCheck.Oracles.Processes;

namespace BackpropCrossCheck.Oracles.Tests.Processes;

public sealed class ShellWordsTest
{
    // Each result was compared with that of dash.
    [TestCase("python3 engine.py", new[] { "python3", "engine.py" })]
    [TestCase("  a \t b\n", new[] { "a", "b" })]
    [TestCase("'a b' c", new[] { "a b", "c" })]
    [TestCase("\"a b\" c", new[] { "a b", "c" })]
    [TestCase("a\\ b", new[] { "a b" })]
    [TestCase("a'b'\"c\"d", new[] { "abcd" })]
    [TestCase("''", new[] { "" })]
    [TestCase("a '' \"\" b", new[] { "a", "", "", "b" })]
    [TestCase("'a\\b'", new[] { "a\\b" })]
    [TestCase("\"a\\b\\\\c\\\"d\\$e\\`f\"", new[] { "a\\b\\c\"d$e`f" })]
    [TestCase("\"it's\" 'say \"x\"'", new[] { "it's", "say \"x\"" })]
    [TestCase("\\'\\\"\\\\", new[] { "'\"\\" })]
    [TestCase("a\\\nb \"c\\\nd\" 'e\\\nf'", new[] { "ab", "cd", "e\\\nf" })]
    [TestCase("a \\\n b", new[] { "a", "b" })]
    public void Split_Command_GivesTheWordsOfAShell(string command, string[] words)
        => Assert.That(ShellWords.Split(command), Is.EqualTo(words));

    // A shell would expand these, or make a pipe. No shell runs here.
    [Test]
    public void Split_WhatAShellExpands_StaysAsItIs()
        => Assert.That(ShellWords.Split("a $HOME * ~ | b > c"), Is.EqualTo(new[] { "a", "$HOME", "*", "~", "|", "b", ">", "c" }));

    [TestCase("a 'b c", "The quote ' at character 3 of the command is not closed: a 'b c")]
    [TestCase("a\"b c", "The quote \" at character 2 of the command is not closed: a\"b c")]
    [TestCase("\"a\\\"", "The quote \" at character 1 of the command is not closed: \"a\\\"")]
    [TestCase("ab\\", "The command ends with a backslash (character 3): write \\\\ or put it in single quotes.")]
    [TestCase("", "The command is empty: name a program after \"exec:\".")]
    [TestCase(" \t", "The command is empty: name a program after \"exec:\".")]
    public void Split_NoCommand_SaysWhere(string command, string message)
        => Assert.That(() => ShellWords.Split(command), Throws.TypeOf<FormatException>().With.Message.EqualTo(message));
}
