using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Oracles;
using BackpropCrossCheck.Oracles.Processes;

namespace BackpropCrossCheck.Cli.Configuring;

/// <summary>Finds and reads backprop-check.json. A fault in it is reported like one of a fixture.</summary>
internal static partial class ConfigurationReader
{
    private const string Oracles = "oracles";

    /// <summary>The nearest configuration, in the working folder or above; null if there is none.</summary>
    public static string? Find()
    {
        string current = Environment.CurrentDirectory;
        for (DirectoryInfo? folder = new(current); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, FixtureFiles.Configuration);
            if (File.Exists(path))
            {
                return FixtureFiles.WithForwardSlashes(Path.GetRelativePath(current, path));
            }
        }

        return null;
    }

    /// <summary>Reads a configuration.</summary>
    /// <param name="file">The file.</param>
    /// <param name="commands">The commands that may have options in it.</param>
    /// <exception cref="FixtureException">The file cannot be read, or is no configuration.</exception>
    public static Configuration Read(string file, IReadOnlyList<Command> commands)
    {
        ReadOnlySpan<byte> text = FixtureText.Of(InputFile.Read(file, what: "configuration"), file);
        var cursor = new JsonCursor(text, file);
        try
        {
            return Read(ref cursor, file, commands);
        }
        catch (JsonException)
        {
            throw FaultLocation.Syntax(text, file, cursor.Offset);
        }
    }

    private static Configuration Read(ref JsonCursor cursor, string file, IReadOnlyList<Command> commands)
    {
        var fields = new FieldTable("a configuration", 0, [Oracles, .. commands.Select(command => command.Name)]);
        var oracles = new Dictionary<string, string>(StringComparer.Ordinal);
        var defaults = new Dictionary<string, IReadOnlyList<ConfiguredOption>>(StringComparer.Ordinal);
        cursor.Read();
        cursor.RequireObject("an object: { \"oracles\": { NAME: \"exec:COMMAND\" }, \"check\": { OPTION: VALUE } }");
        FieldMarks met = default;
        while (cursor.NextField(fields, ref met, out int field))
        {
            if (field == 0)
            {
                ReadOracles(ref cursor, oracles);
            }
            else
            {
                defaults[commands[field - 1].Name] = ReadOptions(ref cursor, file, commands[field - 1]);
            }
        }

        // Whatever follows the object is a fault of syntax.
        cursor.Read();
        return new Configuration(file, oracles, defaults);
    }

    private static void ReadOracles(ref JsonCursor cursor, Dictionary<string, string> oracles)
    {
        cursor.RequireObject("an object with the oracles by name: { \"mine\": \"exec:python3 engine.py\" }");
        while (cursor.Read() && cursor.Kind == JsonTokenType.PropertyName)
        {
            string name = Encoding.UTF8.GetString(cursor.Written);
            if (!PlainName().IsMatch(name) || name == OracleArguments.NoOracle || OracleCatalogue.Names.Contains(name))
            {
                throw cursor.Fault(
                    $"{Wording.Quote(name)} cannot be the name of an oracle here: it must begin with a letter, have only letters, "
                        + $"digits, - and _, and be none of {Wording.List([OracleArguments.NoOracle, .. OracleCatalogue.Names])}.");
            }

            if (oracles.ContainsKey(name))
            {
                throw cursor.Fault($"the oracle {Wording.Quote(name)} occurs here a second time. Delete one of the two.");
            }

            cursor.Read();
            oracles.Add(name, ReadOracle(ref cursor));
        }
    }

    private static string ReadOracle(ref JsonCursor cursor)
    {
        string asked = cursor.String("a string: exec:COMMAND, or the name of an oracle");
        if (!asked.StartsWith(OracleCatalogue.CommandPrefix, StringComparison.Ordinal))
        {
            return OracleCatalogue.Names.Contains(asked) ? asked : throw cursor.Fault(
                $"there is no oracle {Wording.Quote(asked)}{NearestName.Question(asked, OracleCatalogue.Names)} Expected is "
                    + $"exec:COMMAND, or one of {Wording.List(OracleCatalogue.Names)}.");
        }

        try
        {
            ShellWords.Split(asked[OracleCatalogue.CommandPrefix.Length..]);
            return asked;
        }
        catch (FormatException fault)
        {
            throw cursor.Fault(fault.Message);
        }
    }

    private static List<ConfiguredOption> ReadOptions(ref JsonCursor cursor, string file, Command command)
    {
        cursor.RequireObject($"an object with options of {command.Name}: {{ \"timeout\": 10, \"oracle\": [\"mine\"] }}");
        Option[] known =
            [.. command.Options.Where(option => option is not HelpOption && option.Name != Configuration.LeaveOut)];
        var fields = new FieldTable($"the options of {command.Name}", 0, [.. known.Select(option => option.Name[2..])]);
        var options = new List<ConfiguredOption>();
        FieldMarks met = default;
        while (cursor.NextField(fields, ref met, out int field))
        {
            Option option = known[field];
            string place = Place(cursor.Fault(string.Empty), file);
            if (option.ValueType == typeof(bool))
            {
                if (cursor.Boolean($"true or false: whether {option.Name} is given"))
                {
                    options.Add(new ConfiguredOption(option.Name, [], place));
                }

                continue;
            }

            List<string> values = option.ValueType == typeof(string[]) && cursor.Kind == JsonTokenType.StartArray
                ? ReadValues(ref cursor, option)
                : [ReadValue(ref cursor, option)];
            if (values.Count > 0)
            {
                options.Add(new ConfiguredOption(option.Name, values, place));
            }
        }

        return options;
    }

    private static List<string> ReadValues(ref JsonCursor cursor, Option option)
    {
        var values = new List<string>();
        while (cursor.NextElement())
        {
            values.Add(ReadValue(ref cursor, option));
        }

        return values;
    }

    private static string ReadValue(ref JsonCursor cursor, Option option)
    {
        string many = option.ValueType == typeof(string[]) ? ", or an array of them" : string.Empty;
        return cursor.Kind == JsonTokenType.Number ? Encoding.UTF8.GetString(cursor.Written)
            : cursor.String($"the value of {option.Name}, {option.HelpName}: a string or a number{many}");
    }

    private static string Place(FixtureException fault, string file)
        => FormattableString.Invariant($"{file}:{fault.Line}:{fault.Column} ({fault.Pointer})");

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]*\z")]
    private static partial Regex PlainName();
}
