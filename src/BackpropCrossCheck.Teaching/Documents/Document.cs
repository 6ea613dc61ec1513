namespace BackpropCrossCheck.Documents;

/// <summary>A text with formulas, tables and drawings, whatever the format it is written in.</summary>
/// <param name="Title">The title.</param>
/// <param name="Blocks">What stands under it.</param>
internal sealed record Document(string Title, IReadOnlyList<Block> Blocks);
