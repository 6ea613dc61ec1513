using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Reports.Json;

namespace BackpropCrossCheck.Reports.Reading;

/// <summary>The text of a JSON report. It finds the position of a fault, and rejects text that no value can be read from.</summary>
internal sealed partial class ReportText
{
    private const string NoText = "this string has an escape that is no character: half a surrogate pair.";

    private readonly ReadOnlyMemory<byte> _utf8;

    /// <summary>Checks the text: UTF-8, valid JSON, no duplicate names in an object, valid Unicode in every string, every number
    /// finite.</summary>
    /// <param name="file">The file, as given.</param>
    /// <param name="bytes">Its bytes, with or without a byte order mark.</param>
    /// <exception cref="FormatException">The text breaks one of these rules.</exception>
    public ReportText(string file, ReadOnlyMemory<byte> bytes)
    {
        File = file;
        try
        {
            _utf8 = bytes[^FixtureText.Of(bytes.Span, file, "a report").Length..];
            CheckTokens();
        }
        catch (FixtureException fault)
        {
            throw new FormatException(fault.Message);
        }
        catch (JsonException fault)
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"{file}:{fault.LineNumber + 1}:{fault.BytePositionInLine + 1}: this is not JSON: {fault.Message.Split(" LineNumber:")[0]} "
                    + $"A report is written whole or not at all; was this one cut off on its way?"));
        }
    }

    /// <summary>The file, as given.</summary>
    public string File { get; }

    /// <summary>The content of the report.</summary>
    /// <exception cref="FormatException">A value has another type than its field.</exception>
    public JsonRun Run()
    {
        try
        {
            return JsonSerializer.Deserialize(_utf8.Span, ReportJson.Relaxed.JsonRun)
                ?? throw new ReportPlace(this, string.Empty).Mismatch("an object");
        }
        catch (JsonException fault)
        {
            // A converter's exception contains one that says where in its value the fault is.
            string path = fault.Path + (fault.InnerException as JsonException)?.Path;
            string[] steps = [.. Steps().Matches(path).Select(step => step.Groups[1].Value + step.Groups[2].Value + step.Groups[3].Value)];
            throw new ReportPlace(this, string.Concat(steps.Select(step => "/" + step))).Mismatch(ReportTypes.Expected(steps));
        }
    }

    /// <summary>A value as it is written in the report; for a string, its content. Empty if there is none.</summary>
    /// <param name="pointer">The value's JSON pointer.</param>
    public string Written(string pointer)
    {
        using var document = JsonDocument.Parse(_utf8);
        JsonElement value = document.RootElement;
        foreach (string step in pointer.Split('/').Skip(1))
        {
            bool isThere = value.ValueKind == JsonValueKind.Object
                ? value.TryGetProperty(step, out JsonElement inner) : TryGetElement(value, step, out inner);
            if (!isThere)
            {
                return string.Empty;
            }

            value = inner;
        }

        return value.ToString();
    }

    /// <summary>The exception for a faulty value, with its line and column.</summary>
    /// <param name="pointer">The value's JSON pointer.</param>
    /// <param name="problem">What was found and what was expected.</param>
    public FormatException Fault(string pointer, string problem)
    {
        TextPosition? place = JsonPlaces.Find(_utf8.Span, pointer);
        return new FormatException(new FixtureException(File, problem, place?.Line, place?.Column, pointer).Message);
    }

    /// <summary>A step in a path of System.Text.Json: .name, ['name'] or [index].</summary>
    [GeneratedRegex(@"\.([^.\[$]+)|\['((?:[^'\\]|\\.)*)'\]|\[([0-9]+)\]")]
    private static partial Regex Steps();

    private static bool TryGetElement(JsonElement array, string index, out JsonElement element)
    {
        element = default;
        bool isThere = array.ValueKind == JsonValueKind.Array
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int i) && i < array.GetArrayLength();
        if (isThere)
        {
            element = array[int.Parse(index, CultureInfo.InvariantCulture)];
        }

        return isThere;
    }

    private void CheckTokens()
    {
        var reader = new Utf8JsonReader(_utf8.Span, JsonCursor.ReaderOptions);
        var names = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            string? problem = reader.TokenType switch
            {
                JsonTokenType.PropertyName => NameProblem(ref reader, names.Peek()),
                JsonTokenType.String => Text(ref reader) is null ? NoText : null,
                JsonTokenType.Number =>
                    double.IsFinite(reader.GetDouble())
                        ? null
                        : "this number is too large for double precision; an infinite number is a string in a report.",
                _ => null,
            };
            if (problem is not null)
            {
                throw FaultLocation.Located(_utf8.Span, File, (int)reader.TokenStartIndex, problem);
            }

            if (reader.TokenType == JsonTokenType.StartObject)
            {
                names.Push(new HashSet<string>(StringComparer.Ordinal));
            }
            else if (reader.TokenType == JsonTokenType.EndObject)
            {
                names.Pop();
            }
        }
    }

    private static string? NameProblem(ref Utf8JsonReader reader, HashSet<string> names)
        => Text(ref reader) is not { } name ? NoText
            : names.Add(name) ? null
            : $"the field {Wording.Quote(name)} occurs twice in one object.";

    /// <summary>The reader's current string; null if its escapes are not valid Unicode.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Only the reader can tell that \ud800 stands alone, and this exception is how it says so.
            return null;
        }
    }
}
