using System.CommandLine;
using System.Globalization;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Cli;

/// <summary>The option <c>--max-size</c>, for every command that reads files.</summary>
internal sealed class SizeArgument
{
    private readonly Option<string> _size = OptionText.Option(
        InputFile.LimitOption,
        "MIB",
        FormattableString.Invariant(
            $"Read at most this many MiB of one file, from 1 to {InputFile.LargestLimit} (default {InputFile.DefaultLimit})."));

    /// <summary>The option.</summary>
    public Option Option => _size;

    /// <summary>The option as one would type it, if it is given.</summary>
    public IEnumerable<string> Repeatable(ParseResult parsed) => OptionText.Given(parsed, _size);

    /// <summary>How much of one file is read at most, in MiB.</summary>
    /// <exception cref="UsageException">The value is invalid.</exception>
    public int Of(ParseResult parsed) => parsed.GetValue(_size) is not { } text ? InputFile.DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value is >= 1 and <= InputFile.LargestLimit ? value
        : throw new UsageException(
            FormattableString.Invariant(
                $"{InputFile.LimitOption} {Wording.Quote(text)}: a whole number from 1 to {InputFile.LargestLimit} is expected, in MiB."));
}
