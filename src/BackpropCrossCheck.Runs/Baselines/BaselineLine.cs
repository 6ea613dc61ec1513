using System.Globalization;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Baselines;

/// <summary>A line of a baseline, split into words: text between spaces, or in quotes.</summary>
internal sealed class BaselineLine
{
    private readonly string _file;
    private readonly string _text;
    private readonly List<(int Start, int End)> _words = [];

    /// <summary>Splits a line.</summary>
    /// <param name="file">The file, for faults.</param>
    /// <param name="number">The number of the line, from 1.</param>
    /// <param name="text">The line without its end.</param>
    public BaselineLine(string file, int number, string text)
    {
        _file = file;
        _text = text;
        Number = number;
        for (int i = 0; i < text.Length;)
        {
            int end = text[i] == '"' ? QuotedText.EndIn(text, i) : text.IndexOf(' ', i);
            end = end < 0 ? text.Length : end;
            if (end > i)
            {
                _words.Add((i, end));
            }

            i = Math.Max(end, i + 1);
        }
    }

    /// <summary>Its number, from 1.</summary>
    public int Number { get; }

    /// <summary>How many words it has.</summary>
    public int Count => _words.Count;

    /// <summary>The whole line.</summary>
    public string Text => _text;

    /// <summary>A word; empty after the last one.</summary>
    /// <param name="index">From 0.</param>
    public string this[int index] => index < _words.Count ? _text[_words[index].Start.._words[index].End] : string.Empty;

    /// <summary>The words from the first to the one that ends with a colon, without the colon; null if there is none.</summary>
    /// <param name="next">The index of the word after that.</param>
    public string? Address(out int next)
    {
        next = _words.FindIndex(word => _text[word.End - 1] == ':') + 1;
        return next == 0 ? null : _text[.._words[next - 1].End].TrimEnd(':');
    }

    /// <summary>Requires a word to be the given one.</summary>
    /// <exception cref="FormatException">It is another word.</exception>
    public void Require(int index, string word)
    {
        if (this[index] != word)
        {
            throw Mismatch(index, word);
        }
    }

    /// <summary>Requires a word to be a text in quotes, and returns the text.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public string Quoted(int index, string what) => QuotedText.Parse(this[index]) ?? throw Mismatch(index, $"{what} in quotes");

    /// <summary>Requires a word to be a whole number of at least 1, and returns it.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public int Positive(int index, string what)
        => int.TryParse(this[index], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1
            ? value
            : throw Mismatch(index, what);

    /// <summary>The number that a word must be; null if the word stands for a number that was not given.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public double? Value(int index)
    {
        string word = this[index];
        bool reads = double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return word == BaselineWriter.Missing ? null
            : reads && (double.IsFinite(value) || word is "NaN" or "Infinity" or "-Infinity") ? value
            : throw Mismatch(index, $"a number, or {BaselineWriter.Missing} for one that was not given");
    }

    /// <summary>Rejects words after those that the line must have.</summary>
    /// <exception cref="FormatException">There are more words.</exception>
    public void EndsAfter(int count)
    {
        if (Count > count)
        {
            throw Fault(count, $"found {Wording.Quote(this[count])}, expected the end of the line.");
        }
    }

    /// <summary>The exception for a fault at a word, or at the end of the line.</summary>
    public FormatException Fault(int index, string problem)
    {
        int start = index < _words.Count ? _words[index].Start : _text.Length;
        // Columns count characters; a surrogate pair is one character.
        return BaselineFault.At(_file, Number, 1 + _text[..start].Count(unit => !char.IsLowSurrogate(unit)), problem);
    }

    /// <summary>The exception for a word other than expected.</summary>
    public FormatException Mismatch(int index, string expected)
        => Fault(index, $"found {(index < Count ? Wording.Quote(this[index]) : "the end of the line")}, expected {expected}.");
}
