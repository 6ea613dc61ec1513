namespace BackpropCrossCheck.Engine.Tests;

/// <summary>One row of tails.tsv.</summary>
/// <param name="Function">"tanh", "tanh'" or "tanh''".</param>
/// <param name="Alpha">α; null for the default, or if there is none.</param>
/// <param name="Argument">a.</param>
/// <param name="Value">The value, with 60 digits.</param>
/// <param name="Scale">What its error is measured by: the value, or the larger of two terms that cancel at a root.</param>
internal sealed record TailValue(string Function, double? Alpha, double Argument, SixtyDigits Value, SixtyDigits Scale)
{
    /// <summary>The table that References/tails.py writes.</summary>
    public static readonly IReadOnlyList<TailValue> All = [.. Read()];

    /// <summary>The activation's name.</summary>
    public string Name => Function.TrimEnd('\'');

    /// <summary>0 for h, 1 for h', 2 for h''.</summary>
    public int Order => Function.Length - Name.Length;

    /// <summary>How far a result is from the value, in units of u; if the scale is subnormal, in the smallest subnormal numbers.</summary>
    public double Error(double result) => Value.Error(result, Scale);

    private static IEnumerable<TailValue> Read()
    {
        using Stream stream = typeof(TailValue).Assembly.GetManifestResourceStream("tails.tsv")!;
        using var reader = new StreamReader(stream);
        foreach (string line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            string[] row = line.Split('\t');
            yield return new TailValue(
                row[0],
                row[1].Length == 0 ? null : ReferenceTable.Number(row[1]),
                ReferenceTable.Number(row[2]),
                SixtyDigits.Parse(row[3]),
                SixtyDigits.Parse(row[4].Length == 0 ? row[3] : row[4]));
        }
    }
}
