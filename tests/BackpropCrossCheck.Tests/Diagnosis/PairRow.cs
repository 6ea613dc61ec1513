using System.Globalization;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>The outcomes for pairs of mistakes, one of them of one cause.</summary>
/// <param name="cause">The cause.</param>
internal sealed class PairRow(string cause)
{
    public const string Heading =
        "| cause | planted | seen | both named | one named | neither | a wrong one besides |\n|---|---|---|---|---|---|---|";

    public int Planted { get; set; }

    public int Seen { get; set; }

    public int Both { get; set; }

    public int One { get; set; }

    public int Neither { get; set; }

    public int Wrong { get; set; }

    public List<string> Faults { get; } = [];

    public void Add(PairRow row)
    {
        Planted += row.Planted;
        Seen += row.Seen;
        Both += row.Both;
        One += row.One;
        Neither += row.Neither;
        Wrong += row.Wrong;
        Faults.AddRange(row.Faults);
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"| {cause} | {Planted} | {Seen} | {Both} | {One} | {Neither} | {Wrong} |");
}
