using System.Globalization;
using System.Text;
using System.Xml;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Reports.Junit;

/// <summary>JUnit XML as GitLab, Jenkins and Azure Pipelines read it. A failure is a discrepancy. An error is an oracle that failed or a
/// bad fixture. What is undecidable is skipped, with the reason.</summary>
internal sealed class JunitFormat : IReportFormat
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        CloseOutput = false,
    };

    /// <inheritdoc/>
    public string Name => "junit";

    /// <inheritdoc/>
    public string Readers => "GitLab, Jenkins, Azure Pipelines";

    /// <inheritdoc/>
    public void Write(CheckReport report, Stream stream, ReportOptions options)
    {
        JunitSuite[] suites = [.. new JunitSuites(report, options.Root).All()];
        using (var writer = XmlWriter.Create(stream, Settings))
        {
            writer.WriteStartElement("testsuites");
            writer.WriteAttributeString("name", ToolVersion.Name);
            WriteCounts(writer, suites);
            foreach (JunitSuite suite in suites)
            {
                WriteSuite(writer, suite);
            }

            writer.WriteEndElement();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteSuite(XmlWriter writer, JunitSuite suite)
    {
        writer.WriteStartElement("testsuite");
        WriteText(writer, "name", suite.Name);
        WriteCounts(writer, [suite]);
        WriteOptional(writer, "file", suite.File);
        foreach (JunitCase one in suite.Cases)
        {
            writer.WriteStartElement("testcase");
            WriteText(writer, "name", one.Name);
            WriteText(writer, "classname", one.ClassName);
            writer.WriteAttributeString("time", Seconds(one.Time));
            WriteOptional(writer, "file", one.File ?? suite.File);
            WriteOptional(writer, "line", one.Line?.ToString(CultureInfo.InvariantCulture));
            if (one.Outcome is { } outcome)
            {
                WriteOutcome(writer, outcome);
            }

            if (one.Rule is { } rule)
            {
                writer.WriteElementString("system-out", PrintableText.Of(rule));
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter writer, JunitOutcome outcome)
    {
        writer.WriteStartElement(outcome.Kind);
        WriteText(writer, "message", outcome.Message);
        WriteText(writer, "type", outcome.Type);
        writer.WriteString(outcome.Text);
        writer.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter writer, IReadOnlyList<JunitSuite> suites)
    {
        WriteCount(writer, "tests", suites.Sum(suite => suite.Cases.Count));
        WriteCount(writer, "failures", suites.Sum(suite => suite.Count(JunitOutcome.Failure)));
        WriteCount(writer, "errors", suites.Sum(suite => suite.Count(JunitOutcome.Error)));
        WriteCount(writer, "skipped", suites.Sum(suite => suite.Count(JunitOutcome.Skipped)));
        writer.WriteAttributeString("time", Seconds(suites.Aggregate(TimeSpan.Zero, (sum, suite) => sum + suite.Time)));
    }

    private static void WriteCount(XmlWriter writer, string name, int count)
        => writer.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));

    private static void WriteOptional(XmlWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            WriteText(writer, name, text);
        }
    }

    private static void WriteText(XmlWriter writer, string name, string text) => writer.WriteAttributeString(name, PrintableText.Of(text));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F6", CultureInfo.InvariantCulture);
}
