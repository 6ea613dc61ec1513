using System.Text;
using System.Xml;
using BackpropCrossCheck.Documents.Html;

namespace BackpropCrossCheck.Exports;

/// <summary>Moodle XML: one cloze question with a numerical blank for each number.</summary>
/// <remarks>Source: https://docs.moodle.org/en/Moodle_XML_format and Embedded_Answers_(Cloze)_question_type.</remarks>
internal sealed record MoodleXmlFormat() : ExerciseFormat("moodle-xml")
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    /// <inheritdoc/>
    public override string Of(ExerciseQuestions exercise)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(text, Settings))
        {
            xml.WriteStartElement("quiz");
            xml.WriteStartElement("question");
            xml.WriteAttributeString("type", "cloze");
            Text(xml, "name", exercise.Name, isHtml: false);
            Text(xml, "questiontext", Html(exercise), isHtml: true);
            Text(xml, "generalfeedback", string.Empty, isHtml: true);
            xml.WriteElementString("penalty", "0");
            xml.WriteElementString("hidden", "0");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Text(XmlWriter xml, string name, string text, bool isHtml)
    {
        xml.WriteStartElement(name);
        if (isHtml)
        {
            xml.WriteAttributeString("format", "html");
        }

        xml.WriteElementString("text", text);
        xml.WriteEndElement();
    }

    private static string Html(ExerciseQuestions exercise)
    {
        var html = new StringBuilder("<pre>").Append(Plain(exercise.Text)).Append("</pre>\n<table>\n");
        foreach (ExerciseQuestion question in exercise.Questions)
        {
            html.Append("<tr><td>").Append(Plain(question.Label)).Append("</td><td>").Append(Blank(question, exercise.Tolerance))
                .Append("</td></tr>\n");
        }

        return html.Append("</table>").ToString();
    }

    /// <summary>Text outside of the blanks. A brace would begin one.</summary>
    private static string Plain(string text) => string.Join(
        '\n', text.Split('\n').Select(line => HtmlText.Escaped(line).Replace("{", "&#123;", StringComparison.Ordinal)));

    /// <summary>"{1:NUMERICAL:=0.64:0.005~%0%0.54:0.005#…}".</summary>
    private static string Blank(ExerciseQuestion question, string tolerance)
        => $"{{1:NUMERICAL:={question.Right}:{tolerance}"
            + string.Concat(question.Wrong.Select(wrong => $"~%0%{wrong.Number}:{tolerance}#{Feedback(wrong.Feedback)}")) + "}";

    /// <summary>A feedback: the characters that mean something in a blank are escaped.</summary>
    private static string Feedback(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in HtmlText.Escaped(text))
        {
            escaped.Append(c is '}' or '#' or '~' or '/' or '\\' or '"' ? "\\" : string.Empty).Append(c);
        }

        return escaped.ToString();
    }
}
