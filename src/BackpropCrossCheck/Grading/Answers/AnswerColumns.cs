namespace BackpropCrossCheck.Grading.Answers;

/// <summary>The columns of answers in a CSV file.</summary>
internal static class AnswerColumns
{
    /// <summary>The quantity.</summary>
    public const int Quantity = 0;

    /// <summary>The layer, from 1.</summary>
    public const int Layer = 1;

    /// <summary>weights or bias.</summary>
    public const int Tensor = 2;

    /// <summary>The sample, from 1.</summary>
    public const int Sample = 3;

    /// <summary>The unit, from 1.</summary>
    public const int Row = 4;

    /// <summary>The input, from 1.</summary>
    public const int Column = 5;

    /// <summary>The number; empty if it is not given.</summary>
    public const int Value = 6;

    /// <summary>The name of the last column.</summary>
    public const string ValueName = "value";

    /// <summary>The names, in the order of the header line.</summary>
    public static IReadOnlyList<string> Names { get; } = ["quantity", "layer", "tensor", "sample", "row", "column", ValueName];

    /// <summary>The header line.</summary>
    public static string Header { get; } = string.Join(',', Names);
}
