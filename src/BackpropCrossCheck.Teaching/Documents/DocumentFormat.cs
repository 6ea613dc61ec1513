using BackpropCrossCheck.Documents.Html;
using BackpropCrossCheck.Documents.Markdown;
using BackpropCrossCheck.Documents.Text;

namespace BackpropCrossCheck.Documents;

/// <summary>A way to write documents.</summary>
/// <param name="Name">The word for it on the command line.</param>
internal abstract record DocumentFormat(string Name)
{
    /// <summary>Every format there is.</summary>
    public static IReadOnlyList<DocumentFormat> All { get; } =
        [new TextDocumentFormat(), new MarkdownDocumentFormat(), new HtmlDocumentFormat()];

    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="writer">Where to; its lines end with LF.</param>
    public abstract void Write(Document document, TextWriter writer);

    /// <summary>The document as this format has it.</summary>
    /// <param name="document">The document.</param>
    public string Of(Document document)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Write(document, writer);
        return writer.ToString();
    }
}
