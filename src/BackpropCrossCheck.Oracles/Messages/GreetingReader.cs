using System.Text.Json;
using System.Text.Unicode;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Messages;

/// <summary>Reads the greeting of the protocol. A fault in it becomes a reason, never an exception.</summary>
internal static class GreetingReader
{
    private const int ProtocolNumber = 1;

    /// <summary>The greeting in a line.</summary>
    /// <param name="line">The oracle's first line, without its end.</param>
    public static OracleStatus Read(ReadOnlySpan<byte> line)
    {
        // Some runtimes on Windows begin with a byte order mark.
        ReadOnlySpan<byte> text = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        if (!Utf8.IsValid(text))
        {
            return NoGreeting(line, "it is not UTF-8");
        }

        try
        {
            return Parse(text);
        }
        catch (JsonException)
        {
            return NoGreeting(line, "it is not JSON");
        }
        catch (FormatException fault)
        {
            return NoGreeting(line, fault.Message);
        }
        catch (InvalidOperationException)
        {
            return NoGreeting(line, "it has an escaped text that is not Unicode");
        }
    }

    private static OracleStatus Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException("it is not a JSON object");
        }

        long? protocol = null;
        string? name = null, version = null, unavailable = null;
        List<string>? precisions = null, activations = null, losses = null, optimizers = null;
        bool trains = false;
        bool regularizes = false;
        var fields = new KnownFields(
            "", "protocol", "oracle", "version", "precisions", "activations", "losses", "unavailable", "training", "optimizers",
            "regularization");
        while (fields.Next(ref reader) is { } field)
        {
            switch (field)
            {
                case "protocol":
                    protocol = Integer(ref reader);
                    break;
                case "oracle":
                    name = Text(ref reader, field);
                    break;
                case "version":
                    version = Text(ref reader, field);
                    break;
                case "unavailable":
                    unavailable = reader.TokenType == JsonTokenType.Null ? null : Reason(Text(ref reader, field));
                    break;
                case "training":
                    trains = Boolean(ref reader, field);
                    break;
                case "regularization":
                    regularizes = Boolean(ref reader, field);
                    break;
                case "optimizers":
                    optimizers = Texts(ref reader, field);
                    break;
                case "precisions":
                    precisions = Texts(ref reader, field);
                    break;
                case "losses":
                    losses = reader.TokenType == JsonTokenType.Null ? null : Texts(ref reader, field);
                    break;
                default:
                    activations = Texts(ref reader, field);
                    break;
            }
        }

        reader.Read();
        return protocol switch
        {
            null => throw new FormatException("\"protocol\" is missing"),
            not ProtocolNumber =>
                new OracleStatus.Failed(
                    $"it speaks protocol {protocol}; this program speaks protocol {ProtocolNumber}.")
                { GreetedName = name },
            _ when unavailable is not null => new OracleStatus.Unavailable(unavailable) { GreetedName = name },
            _ => new OracleStatus.Available(
                Required(name, "oracle"),
                Required(version, "version"),
                Formats(Required(precisions, "precisions")),
                Required(activations, "activations"))
            {
                Losses = losses,
                Regularizes = regularizes,
                Optimizers = trains ? optimizers ?? [OracleTraining.Plain] : [],
            },
        };
    }

    private static List<FloatFormat> Formats(List<string> precisions)
    {
        // This program will never ask for a precision that it does not know.
        List<FloatFormat> formats = [.. precisions.Select(ContractWords.ParseFormat).OfType<FloatFormat>()];
        return formats.Count > 0 ? formats : throw new FormatException("\"precisions\" has neither \"float32\" nor \"float64\"");
    }

    private static long Integer(ref Utf8JsonReader reader)
        => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value)
            ? value
            : throw new Place("protocol").Wrong(MessageText.Token(ref reader), $"the number {ProtocolNumber}");

    private static bool Boolean(ref Utf8JsonReader reader, string field) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => throw new Place(field).Wrong(MessageText.Token(ref reader), "true or false"),
    };

    private static string Text(ref Utf8JsonReader reader, string field)
        => reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } text
            ? MessageText.Printable(text)
            : throw new Place(field).Wrong(MessageText.Token(ref reader), "text");

    private static string Reason(string text) => string.IsNullOrWhiteSpace(text) ? "it says that it is unavailable, but not why." : text;

    private static List<string> Texts(ref Utf8JsonReader reader, string field)
    {
        AnswerTensorReader.Array(ref reader, new Place(field), "an array of words");
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(Text(ref reader, field));
        }

        return texts;
    }

    private static T Required<T>(T? value, string field)
        where T : class
        => value ?? throw new FormatException($"\"{field}\" is missing");

    private static OracleStatus.Failed NoGreeting(ReadOnlySpan<byte> line, string fault)
        => new($"its first line is not a greeting of the oracle protocol ({fault}): {MessageText.Beginning(line)}");
}
