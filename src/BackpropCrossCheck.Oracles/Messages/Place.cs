namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>Where in an answer something stands, in the words of the protocol; layers and rows count from 1.</summary>
/// <param name="Field">The field of the answer.</param>
/// <param name="Layer">The layer, from 0; −1 for the whole field.</param>
/// <param name="Tensor">"weights" or "bias" in the gradients, else null.</param>
/// <param name="Row">The row, from 0; −1 for the whole tensor.</param>
internal readonly record struct Place(string Field, int Layer = -1, string? Tensor = null, int Row = -1)
{
    /// <summary>For example "gradients, layer 2, weights, row 3".</summary>
    public override string ToString()
        => Field + (Layer < 0 ? "" : $", layer {Layer + 1}") + (Tensor is null ? "" : $", {Tensor}") + (Row < 0 ? "" : $", row {Row + 1}");

    /// <summary>What is wrong there.</summary>
    public FormatException Wrong(string found, string expected) => new($"{this}: found {found}, expected {expected}");

    /// <summary>How many there are of something, where another number is needed.</summary>
    public FormatException WrongCount(int found, int expected, string what)
        => Wrong(Counted(found, what), expected.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>"1 layer", "2 layers".</summary>
    public static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
