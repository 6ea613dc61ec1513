namespace BackpropCrossCheck.Documents;

/// <summary>A text with formulas, tables and drawings, independent of the format in which it is written.</summary>
/// <param name="Title">The title.</param>
/// <param name="Blocks">The content below the title.</param>
internal sealed record Document(string Title, IReadOnlyList<Block> Blocks);
