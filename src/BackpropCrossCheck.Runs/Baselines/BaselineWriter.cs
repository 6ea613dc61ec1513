using System.Globalization;
using System.Text;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Baselines;

/// <summary>Writes a baseline. In this text format a changed number changes one line, and everything has a fixed order.</summary>
/// <remarks>A number is written in the shortest form that reads back as the same double; "-" stands for a number that was not
/// given.</remarks>
internal static class BaselineWriter
{
    /// <summary>The first line.</summary>
    public const string Title = "backprop-check baseline 1";

    /// <summary>The last line; without it the file is incomplete.</summary>
    public const string End = "end";

    /// <summary>Stands for a number that was not given.</summary>
    public const string Missing = "-";

    /// <summary>Writes a baseline.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="stream">The stream; it is left open.</param>
    public static void Write(Baseline baseline, Stream stream)
    {
        using var writer = new StreamWriter(
            stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
        { NewLine = "\n" };
        writer.WriteLine(Title);
        writer.WriteLine($"tool {QuotedText.Of(baseline.Tool)}");
        writer.WriteLine(
            $"machine {QuotedText.Of(baseline.Machine.System)} {QuotedText.Of(baseline.Machine.Architecture)} "
                + $"{QuotedText.Of(baseline.Machine.Runtime)}");
        writer.WriteLine($"precision {(baseline.Format is { } format ? ContractWords.Of(format) : "finest")}");
        foreach (BaselineOracle oracle in baseline.Oracles)
        {
            writer.WriteLine(
                $"oracle {QuotedText.Of(oracle.Name)} version {QuotedText.Of(oracle.Version)} asked {QuotedText.Of(oracle.Asked)}");
        }

        foreach (BaselineFixture fixture in baseline.Fixtures)
        {
            WriteFixture(writer, fixture);
        }

        writer.WriteLine();
        writer.WriteLine(End);
    }

    private static void WriteFixture(StreamWriter writer, BaselineFixture fixture)
    {
        writer.WriteLine();
        writer.WriteLine($"fixture {QuotedText.Of(fixture.Name)}");
        writer.WriteLine($"file {QuotedText.Of(fixture.File)}");
        writer.WriteLine($"calculation {fixture.Calculation}");
        writer.WriteLine(FormattableString.Invariant($"samples {fixture.Layout.Samples}"));
        foreach (LayerShape layer in fixture.Layout.Layers)
        {
            string bias = layer.SharesBias ? " bias shared" : layer.HasBias ? " bias" : string.Empty;
            writer.WriteLine(FormattableString.Invariant($"layer {layer.Units} {layer.Inputs}{bias}"));
        }

        foreach (BaselineResult result in fixture.Results)
        {
            string name = result.Oracle is { } oracle ? $"oracle {QuotedText.Of(oracle)}" : BaselineResult.Engine;
            writer.WriteLine(
                result.Numbers is null ? $"{name} without {QuotedText.Of(result.Reason!)}" : $"{name} {ContractWords.Of(result.Format)}");
            if (result.Numbers is { } numbers)
            {
                WriteNumbers(writer, numbers);
            }
        }
    }

    private static void WriteNumbers(StreamWriter writer, TensorSet numbers)
    {
        foreach (Step step in numbers.Layout.StoredSteps)
        {
            for (int line = 0; numbers[step] is { } values && line < TensorLines.Count(step); line++)
            {
                writer.Write(TensorLines.Address(step, line));
                writer.Write(':');
                int length = TensorLines.Length(step);
                for (int i = line * length; i < (line + 1) * length; i++)
                {
                    writer.Write(' ');
                    writer.Write(numbers.Has(step, i) ? values[i].ToString("R", CultureInfo.InvariantCulture) : Missing);
                }

                writer.WriteLine();
            }
        }
    }
}
