using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>The words of a diagnosis for a person's answer. A program is the other side; an answer is this answer.</summary>
internal static class AnswerWording
{
    private static readonly (string Program, string Person)[] Words =
    [
        ("The other side", "This answer"),
        ("the other side", "this answer"),
        ("times ours", "times the right one"),
        ("our numbers", "the right numbers"),
    ];

    /// <summary>The comparison with the words for an answer in its diagnosis, which is still not made before it is asked for.</summary>
    /// <param name="answer">The comparison.</param>
    public static ResultComparison Of(ResultComparison answer) => answer.Diagnosis is not { } diagnosis ? answer : answer with
    {
        Diagnosis = new Lazy<DiagnosisResult>(() => new DiagnosisResult(
            [.. diagnosis.Value.Findings.Select(Of)], diagnosis.Value.Undiagnosed is { } undiagnosed ? Of(undiagnosed) : null)
        {
            OfSteps = diagnosis.Value.OfSteps.ToDictionary(
                step => step.Key, step => (IReadOnlyList<Finding>)[.. step.Value.Select(Of)]),
        }),
    };

    private static Finding Of(Finding finding) => finding with { Text = Of(finding.Text) };

    private static string Of(string text)
        => Words.Aggregate(text, (said, word) => said.Replace(word.Program, word.Person, StringComparison.Ordinal));
}
