using System.Text;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Baselines;

/// <summary>The lines of a baseline, in order. Empty lines are skipped.</summary>
internal sealed class BaselineLines
{
    private readonly string _file;
    private readonly string[] _lines;
    private int _next;

    private BaselineLines(string file, string text)
    {
        _file = file;
        // Git may have converted the line ends to those of Windows.
        _lines = text.ReplaceLineEndings("\n").Split('\n');
        Next();
    }

    /// <summary>The current line; an empty line after the last one.</summary>
    public BaselineLine Current { get; private set; } = null!;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It cannot be read, or is not UTF-8.</exception>
    public static BaselineLines Of(string file, int limit)
    {
        byte[] bytes;
        try
        {
            bytes = InputFile.Read(file, limit, "baseline");
        }
        catch (FixtureException fault)
        {
            throw new FormatException($"{fault.Message} Make one with: backprop-check record PATH... --output FILE");
        }

        return Of(file, bytes);
    }

    /// <summary>Reads bytes.</summary>
    /// <exception cref="FormatException">They are not UTF-8.</exception>
    public static BaselineLines Of(string file, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> text = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        try
        {
            int zero = text.IndexOf((byte)0);
            if (zero >= 0)
            {
                var place = TextPosition.At(text, zero);
                throw BaselineFault.At(file, place.Line, place.Column, "a NUL character (U+0000) was found; a baseline is text.");
            }

            return new BaselineLines(file, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text));
        }
        catch (DecoderFallbackException fault)
        {
            var place = TextPosition.At(text, fault.Index);
            throw BaselineFault.At(file, place.Line, place.Column, "a byte was found that is not UTF-8; a baseline is UTF-8 text.");
        }
    }

    /// <summary>Moves to the next line that is not empty.</summary>
    public void Next()
    {
        do
        {
            Current = new BaselineLine(_file, _next + 1, _next < _lines.Length ? _lines[_next] : string.Empty);
            _next++;
        }
        while (Current.Count == 0 && _next < _lines.Length);
    }
}
