using System.CommandLine;
using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Cli;

/// <summary><c>schema fixture|report|protocol</c>: prints a JSON Schema.</summary>
internal static class SchemaCommand
{
    private static readonly string[] Names = ["fixture", "report", "protocol"];

    /// <summary>The command.</summary>
    /// <param name="output">For the schema.</param>
    public static Command Create(TextWriter output)
    {
        var name = new Argument<string>("fixture|report|protocol")
        {
            Description = "What the schema describes: a fixture, a JSON report, or a message between the program and an oracle.",
        };
        var command = new Command("schema", "Print the JSON Schema of fixtures, of the JSON report, or of the oracle protocol.") { name };
        command.SetAction(parsed =>
        {
            string asked = parsed.GetValue(name)!;
            if (!Names.Contains(asked))
            {
                throw new UsageException(
                    $"there is no schema {Wording.Quote(asked)}{NearestName.Question(asked, Names)} "
                        + $"The schemas are {Wording.List(Names)}.");
            }

            using Stream stream = typeof(SchemaCommand).Assembly.GetManifestResourceStream($"{asked}.schema.json")!;
            using var reader = new StreamReader(stream);
            output.Write(reader.ReadToEnd());
            return ExitCode.Agrees;
        });
        return command;
    }
}
