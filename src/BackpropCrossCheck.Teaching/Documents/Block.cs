namespace BackpropCrossCheck.Documents;

/// <summary>A part of a document.</summary>
internal abstract record Block
{
    private Block()
    {
    }

    /// <summary>A heading.</summary>
    /// <param name="Level">2 for a section, 3 for a subsection; the document's title is level 1.</param>
    /// <param name="Text">The heading.</param>
    public sealed record Heading(int Level, string Text) : Block;

    /// <summary>A paragraph of text.</summary>
    /// <param name="Text">The text.</param>
    public sealed record Paragraph(string Text) : Block;

    /// <summary>Equations, one below the other.</summary>
    /// <param name="Lines">The equations.</param>
    public sealed record Equations(IReadOnlyList<Formula> Lines) : Block;

    /// <summary>Fields to be filled in, side by side.</summary>
    /// <param name="Names">What belongs in each.</param>
    public sealed record Fields(IReadOnlyList<string> Names) : Block;

    /// <summary>A table.</summary>
    /// <param name="Caption">What it shows.</param>
    /// <param name="Header">The column headings.</param>
    /// <param name="Rows">The cells; every row has as many as the header.</param>
    public sealed record Table(string Caption, IReadOnlyList<Formula> Header, IReadOnlyList<IReadOnlyList<Formula>> Rows) : Block;

    /// <summary>A drawing of a network.</summary>
    /// <param name="Network">The network.</param>
    public sealed record Drawing(NetworkDrawing Network) : Block;
}
