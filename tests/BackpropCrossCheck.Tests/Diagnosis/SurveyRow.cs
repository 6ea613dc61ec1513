using System.Globalization;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>The outcomes for the mistakes of one cause.</summary>
/// <param name="cause">The cause.</param>
internal sealed class SurveyRow(string cause)
{
    public const string Heading =
        "| cause | planted | seen | traced exactly | an equal first | another cause | none |\n|---|---|---|---|---|---|---|";

    public int Planted { get; set; }

    public int Seen { get; set; }

    /// <summary>The first finding is the mistake, with its layer and argument.</summary>
    public int Exact { get; set; }

    /// <summary>The first finding is another one that gives the same numbers.</summary>
    public int Equal { get; set; }

    public int Wrong { get; set; }

    public int None { get; set; }

    public List<string> Faults { get; } = [];

    public void Add(SurveyRow row)
    {
        Planted += row.Planted;
        Seen += row.Seen;
        Exact += row.Exact;
        Equal += row.Equal;
        Wrong += row.Wrong;
        None += row.None;
        Faults.AddRange(row.Faults);
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"| {cause} | {Planted} | {Seen} | {Exact} | {Equal} | {Wrong} | {None} |");
}
