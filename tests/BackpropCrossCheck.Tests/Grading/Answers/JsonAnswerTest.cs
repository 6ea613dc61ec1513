using System.Text;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Grading.Answers;

namespace BackpropCrossCheck.Tests.Grading.Answers;

/// <summary>Answers in JSON: an entry, several, or an object with expected.</summary>
public sealed class JsonAnswerTest
{
    private const string Entry = """{ "by": "anna", "kind": "hand", "precision": { "decimals": 1 }, "lossValue": 0.5 }""";

    [TestCase(Entry, 1)]
    [TestCase("[" + Entry + "," + Entry + "]", 2)]
    [TestCase("""{ "expected": [""" + Entry + "] }", 1)]
    [TestCase("[]", 0)]
    public void Read_EachForm_GivesItsEntries(string text, int entries)
    {
        IReadOnlyList<ExpectedEntry> read = Of(text);
        Assert.That(read.Select(entry => entry.By), Is.EqualTo(Enumerable.Repeat("anna", entries)));
    }

    [TestCase("7", 1, 1, "the answers of one person or of several")]
    [TestCase("""{ "by": "anna" }""", 1, 1, "\"kind\" is missing")]
    [TestCase("""{ "expected": [], "by": "anna" }""", 1, 19, "unknown field \"by\"")]
    [TestCase("[" + Entry + ",]", 1, 84, "trailing comma")]
    [TestCase(Entry + "7", 1, 83, "found \"7\" after the end")]
    [TestCase(
        "{\n \"by\": \"anna\", \"kind\": \"hand\", \"precision\": { \"decimals\": 1 }, \"updatedLossValue\": 0.5 }",
        2,
        84,
        "the fixture has no training")]
    [TestCase(
        "{\n \"by\": \"anna\", \"kind\": \"hand\", \"precision\": { \"decimals\": 1 }, \"outputs\": [[[1, 2]]] }",
        2,
        77,
        "found 2 numbers here")]
    public void Read_BadFile_IsRefusedAtLineAndColumn(string text, int line, int column, string said)
    {
        FixtureException fault = Assert.Throws<FixtureException>(() => Of(text))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((fault.Line, fault.Column), Is.EqualTo((line, column)), fault.Message);
            Assert.That(fault.Problem, Does.Contain(said));
        }
    }

    private static IReadOnlyList<ExpectedEntry> Of(string text)
        => JsonAnswerReader.Read(
            Encoding.UTF8.GetBytes(text), "answers.json", RandomFixture.OneLayer([1], new Linear(), [1], [1], Loss.HalfSumOfSquares));
}
