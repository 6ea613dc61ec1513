using BackpropCrossCheck.Documents.Html;
using BackpropCrossCheck.Documents.Markdown;
using BackpropCrossCheck.Documents.Text;

namespace BackpropCrossCheck.Documents;

/// <summary>A format in which documents can be written.</summary>
/// <param name="Name">Its name on the command line.</param>
internal abstract record DocumentFormat(string Name)
{
    /// <summary>All formats.</summary>
    public static IReadOnlyList<DocumentFormat> All { get; } =
        [new TextDocumentFormat(), new MarkdownDocumentFormat(), new HtmlDocumentFormat()];

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="writer">Where it is written; lines end with LF.</param>
    public abstract void Write(Document document, TextWriter writer);

    /// <summary>The document in this format.</summary>
    /// <param name="document">The document.</param>
    public string Of(Document document)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Write(document, writer);
        return writer.ToString();
    }
}
