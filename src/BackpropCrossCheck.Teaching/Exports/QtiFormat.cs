using System.Text;
using System.Xml;
using static System.FormattableString;

namespace BackpropCrossCheck.Exports;

/// <summary>QTI 2.1: one item with a text entry for each number, marked by the number alone.</summary>
/// <remarks>Source: IMS Question and Test Interoperability, information model 2.1.</remarks>
internal sealed record QtiFormat() : ExerciseFormat("qti")
{
    private const string Namespace = "http://www.imsglobal.org/xsd/imsqti_v2p1";
    private const string Schema = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    /// <inheritdoc/>
    public override string Of(ExerciseQuestions exercise)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(text, Settings))
        {
            xml.WriteStartElement("assessmentItem", Namespace);
            xml.WriteAttributeString("xsi", "schemaLocation", Instance, $"{Namespace} {Schema}");
            xml.WriteAttributeString("identifier", "exercise");
            xml.WriteAttributeString("title", exercise.Name);
            xml.WriteAttributeString("adaptive", "false");
            xml.WriteAttributeString("timeDependent", "false");
            Declarations(xml, exercise);
            Body(xml, exercise);
            xml.WriteStartElement("responseProcessing", Namespace);
            for (int i = 0; i < exercise.Questions.Count; i++)
            {
                Marking(xml, exercise, i);
            }

            xml.WriteEndElement();
            Feedbacks(xml, exercise);
            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Declarations(XmlWriter xml, ExerciseQuestions exercise)
    {
        for (int i = 0; i < exercise.Questions.Count; i++)
        {
            xml.WriteStartElement("responseDeclaration", Namespace);
            xml.WriteAttributeString("identifier", Response(i));
            xml.WriteAttributeString("cardinality", "single");
            xml.WriteAttributeString("baseType", "float");
            xml.WriteStartElement("correctResponse", Namespace);
            xml.WriteElementString("value", Namespace, exercise.Questions[i].Right);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        Outcome(xml, "SCORE", "single", "float", "0");
        Outcome(xml, "MAXSCORE", "single", "float", Invariant($"{exercise.Questions.Count}"));
        Outcome(xml, "FEEDBACK", "multiple", "identifier", value: null);
    }

    private static void Outcome(XmlWriter xml, string name, string cardinality, string type, string? value)
    {
        xml.WriteStartElement("outcomeDeclaration", Namespace);
        xml.WriteAttributeString("identifier", name);
        xml.WriteAttributeString("cardinality", cardinality);
        xml.WriteAttributeString("baseType", type);
        if (value is not null)
        {
            xml.WriteStartElement("defaultValue", Namespace);
            xml.WriteElementString("value", Namespace, value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Body(XmlWriter xml, ExerciseQuestions exercise)
    {
        xml.WriteStartElement("itemBody", Namespace);
        xml.WriteElementString("pre", Namespace, exercise.Text);
        for (int i = 0; i < exercise.Questions.Count; i++)
        {
            xml.WriteStartElement("p", Namespace);
            xml.WriteString($"{exercise.Questions[i].Label} = ");
            xml.WriteStartElement("textEntryInteraction", Namespace);
            xml.WriteAttributeString("responseIdentifier", Response(i));
            xml.WriteAttributeString("expectedLength", "12");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>A point for the right number; a feedback for a wrong one that is known.</summary>
    private static void Marking(XmlWriter xml, ExerciseQuestions exercise, int index)
    {
        ExerciseQuestion question = exercise.Questions[index];
        xml.WriteStartElement("responseCondition", Namespace);
        xml.WriteStartElement("responseIf", Namespace);
        Equal(xml, exercise.Tolerance, index, number: null);
        xml.WriteStartElement("setOutcomeValue", Namespace);
        xml.WriteAttributeString("identifier", "SCORE");
        xml.WriteStartElement("sum", Namespace);
        Variable(xml, "SCORE");
        Value(xml, "float", "1");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        for (int w = 0; w < question.Wrong.Count; w++)
        {
            xml.WriteStartElement("responseElseIf", Namespace);
            Equal(xml, exercise.Tolerance, index, question.Wrong[w].Number);
            xml.WriteStartElement("setOutcomeValue", Namespace);
            xml.WriteAttributeString("identifier", "FEEDBACK");
            xml.WriteStartElement("multiple", Namespace);
            Variable(xml, "FEEDBACK");
            Value(xml, "identifier", Feedback(index, w));
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>The answer is the right number, or another one, within the tolerance.</summary>
    private static void Equal(XmlWriter xml, string tolerance, int index, string? number)
    {
        xml.WriteStartElement("equal", Namespace);
        xml.WriteAttributeString("toleranceMode", "absolute");
        xml.WriteAttributeString("tolerance", $"{tolerance} {tolerance}");
        Variable(xml, Response(index));
        if (number is null)
        {
            xml.WriteStartElement("correct", Namespace);
            xml.WriteAttributeString("identifier", Response(index));
            xml.WriteEndElement();
        }
        else
        {
            Value(xml, "float", number);
        }

        xml.WriteEndElement();
    }

    private static void Variable(XmlWriter xml, string identifier)
    {
        xml.WriteStartElement("variable", Namespace);
        xml.WriteAttributeString("identifier", identifier);
        xml.WriteEndElement();
    }

    private static void Value(XmlWriter xml, string type, string value)
    {
        xml.WriteStartElement("baseValue", Namespace);
        xml.WriteAttributeString("baseType", type);
        xml.WriteString(value);
        xml.WriteEndElement();
    }

    private static void Feedbacks(XmlWriter xml, ExerciseQuestions exercise)
    {
        for (int i = 0; i < exercise.Questions.Count; i++)
        {
            for (int w = 0; w < exercise.Questions[i].Wrong.Count; w++)
            {
                xml.WriteStartElement("modalFeedback", Namespace);
                xml.WriteAttributeString("outcomeIdentifier", "FEEDBACK");
                xml.WriteAttributeString("identifier", Feedback(i, w));
                xml.WriteAttributeString("showHide", "show");
                xml.WriteString($"{exercise.Questions[i].Label}: {exercise.Questions[i].Wrong[w].Feedback}");
                xml.WriteEndElement();
            }
        }
    }

    private static string Response(int index) => Invariant($"R{index + 1}");

    private static string Feedback(int index, int wrong) => Invariant($"F{index + 1}_{wrong + 1}");
}
