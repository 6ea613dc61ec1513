using System.Text;
using System.Text.Json;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>Changes JSON reports as an editor, a bad disk or an enemy would: values, names and bytes. The same seed makes the same
/// changes.</summary>
internal sealed class ReportMutation
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "2", "-0.0", "1e-320", "1e29", "1e308", "1e999", "2147483647", "2147483648", "65536",
        "0.5", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\"\"", "\"pass\"", "\"fail\"", "\"grade\"", "\"weights\"", "\"\\ud800\"",
        "\"\\u0000\\u001b[2J\\u202e\\r\\n\"", "\"<script>&amp;]]>|`::error::%0A\"", "\"PATH\"", "\"../..//./\"", "[]", "{}", "[[]]",
        "[0, 0]", "[\"a\"]",
    ];

    private static readonly string[] Characters =
    [
        .. "<>&|`*_%:,;~^#{}[]()!$'é∂-=/@ ".Select(character => character.ToString()),
        "𝛿", "\u200f", "\u2028", "\ufeff", "\u0085", "\\\\", "\\\"", "\\u0000", "\\u001b",
    ];

    private readonly byte[] _report;
    private readonly (int Start, int End, bool IsName)[] _spans;
    private readonly (int Start, int End)[] _texts;

    /// <summary>A report to change.</summary>
    public ReportMutation(byte[] report)
    {
        _report = report;
        var spans = new List<(int Start, int End, bool IsName)>();
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(report);
        while (reader.Read())
        {
            (int start, int end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(start);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    spans.Add((open.Pop(), end, false));
                    break;
                case JsonTokenType.PropertyName:
                    // A name ends behind its colon.
                    spans.Add((start, start + reader.ValueSpan.Length + 2, true));
                    break;
                default:
                    spans.Add((start, end, false));
                    break;
            }
        }

        _spans = [.. spans];
        _texts = [.. spans.Where(span => !span.IsName && report[span.Start] == '"').Select(span => (span.Start, span.End))];
    }

    /// <summary>A changed report.</summary>
    public byte[] Next(Random random)
    {
        return random.Next(10) switch
        {
            0 => Bytes(random),
            < 5 => OfText(random),
            _ => OfValue(random),
        };
    }

    private byte[] Bytes(Random random)
    {
        List<byte> changed = [.. _report];
        for (int i = random.Next(4); i >= 0; i--)
        {
            int at = random.Next(changed.Count);
            switch (random.Next(4))
            {
                case 0:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 1:
                    changed.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    changed.RemoveRange(at, Math.Min(random.Next(1, 40), changed.Count - at));
                    break;
                default:
                    changed.RemoveRange(at, random.Next(20) == 0 ? changed.Count - at : 1);
                    break;
            }

            if (changed.Count == 0)
            {
                break;
            }
        }

        return [.. changed];
    }

    /// <summary>Nothing determines texts, so changes here mostly reach the formats.</summary>
    private byte[] OfText(Random random)
    {
        (int start, int end) = _texts[random.Next(_texts.Length)];
        string text = random.Next(5) switch
        {
            0 => new string((char)('a' + random.Next(26)), random.Next(5000)),
            1 => "\\u" + random.Next(0x10000).ToString("x4", System.Globalization.CultureInfo.InvariantCulture),
            2 => string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Characters[random.Next(Characters.Length)])),
            3 => Encoding.UTF8.GetString(_report, start + 1, end - start - 2) + " \\n ",
            _ => string.Empty,
        };
        return Replaced(start, end, $"\"{text}\"");
    }

    private byte[] OfValue(Random random)
    {
        (int start, int end, bool isName) = _spans[random.Next(_spans.Length)];
        string old = Encoding.UTF8.GetString(_report, start, end - start);
        if (isName)
        {
            return Replaced(start, end, random.Next(2) == 0 ? "\"other\"" : old.Insert(1, "x"));
        }

        (int otherStart, int otherEnd, _) = _spans[random.Next(_spans.Length)];
        return Replaced(start, end, random.Next(7) switch
        {
            0 => Encoding.UTF8.GetString(_report, otherStart, otherEnd - otherStart),
            1 => $"{old}, {old}",
            2 when char.IsAsciiDigit(old[^1]) => old + random.Next(10),
            3 when char.IsAsciiDigit(old[^1]) => "-" + old,
            4 when char.IsAsciiDigit(old[^1]) => old[..^1] + random.Next(10),
            5 => string.Concat(Enumerable.Repeat("[", random.Next(70))) + old + string.Concat(Enumerable.Repeat("]", random.Next(70))),
            _ => Values[random.Next(Values.Length)],
        });
    }

    private byte[] Replaced(int start, int end, string text) => [.. _report[..start], .. Encoding.UTF8.GetBytes(text), .. _report[end..]];
}
