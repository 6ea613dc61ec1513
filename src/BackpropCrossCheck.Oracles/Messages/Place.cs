namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>A place in an answer, in the words of the protocol. Layers and rows are counted from 1 in the text.</summary>
/// <param name="Field">The field of the answer.</param>
/// <param name="Layer">The layer, from 0; −1 for the whole field.</param>
/// <param name="Tensor">"weights" or "bias" in the gradients; otherwise null.</param>
/// <param name="Row">The row, from 0; −1 for the whole tensor.</param>
internal readonly record struct Place(string Field, int Layer = -1, string? Tensor = null, int Row = -1)
{
    /// <summary>For example "gradients, layer 2, weights, row 3".</summary>
    public override string ToString()
        => Field + (Layer < 0 ? "" : $", layer {Layer + 1}") + (Tensor is null ? "" : $", {Tensor}") + (Row < 0 ? "" : $", row {Row + 1}");

    /// <summary>The message for a wrong value there.</summary>
    public FormatException Wrong(string found, string expected) => new($"{this}: found {found}, expected {expected}");

    /// <summary>The message for a wrong count there.</summary>
    public FormatException WrongCount(int found, int expected, string what)
        => Wrong(Counted(found, what), expected.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>"1 layer", "2 layers".</summary>
    public static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
