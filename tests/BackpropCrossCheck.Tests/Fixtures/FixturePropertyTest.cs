using System.Globalization;
using System.Text;
using System.Text.Json;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using CsCheck;

namespace BackpropCrossCheck.Tests.Fixtures;

/// <summary>Properties over random fixtures and random damage; CsCheck prints the seed of a failure.</summary>
public sealed class FixturePropertyTest
{
    private static readonly byte[][] GoodFiles =
        [.. FixtureText.Files(FixtureText.GoodFolder).Select(file => File.ReadAllBytes(Path.Combine(FixtureText.GoodFolder, file)))];

    [Test]
    public void Read_WhatWasWritten_IsTheSameBitByBit()
        => Gen.Int.Sample(
            seed =>
            {
                Fixture written = new FixtureGenerator(seed).Next();
                return Same(written, FixtureText.Read(new FixtureWriter(seed).Write(written)));
            },
            iter: 2000);

    [Test]
    public void Read_RandomDecimals_AreRoundedAsByTheRuntime()
        => Gen.Select(Gen.ULong, Gen.Int[0, 20], Gen.Int[-45, 25], Gen.Bool).Array[1, 50].Sample(
            numbers =>
            {
                string[] texts = [.. numbers.Select(n => Decimal(n.Item1 >> (3 * n.Item2), n.Item2, n.Item3, n.Item4))];
                Fixture fixture =
                    FixtureText.Read(FixtureText.With("[[1, 2]]", $"[{string.Join(',', texts.Select(text => $"[{text}, 0]"))}]")
                    .Replace("[[0]]", $"[{string.Join(',', texts.Select(_ => "[0]"))}]", StringComparison.Ordinal));
                double[] expected = [.. texts.SelectMany(text => new[] { double.Parse(text, CultureInfo.InvariantCulture), 0 })];
                return Bits(fixture.Batch.Inputs).SequenceEqual(Bits(expected));
            },
            iter: 2000);

    [Test]
    public void Read_OneByteChanged_ThrowsNothingButRefusals()
        => Gen.Select(Gen.Int[0, GoodFiles.Length - 1], Gen.Int[0, int.MaxValue], Gen.Byte).Sample(
            (file, place, value) =>
            {
                byte[] bytes = [.. GoodFiles[file]];
                bytes[place % bytes.Length] = value;
                return IsSoundRefusal(bytes);
            },
            iter: 10_000);

    [Test]
    public void Read_OneByteFromTheGrammarInserted_ThrowsNothingButRefusals()
        => Gen.Select(Gen.Int[0, GoodFiles.Length - 1], Gen.Int[0, int.MaxValue], Gen.Char["{}[],:\"\\0123456789.eE+-/#' \ntfn"]).Sample(
            (file, place, value) =>
            {
                List<byte> bytes = [.. GoodFiles[file]];
                bytes.Insert(place % bytes.Count, (byte)value);
                return IsSoundRefusal([.. bytes]);
            },
            iter: 10_000);

    [Test]
    public void Read_CutOff_IsRefused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(FixtureText.Plain);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.That(() => FixtureReader.Read(bytes.AsSpan(0, length), "x"), Throws.TypeOf<FixtureException>(), $"{length}");
        }
    }

    private static string Decimal(ulong digits, int point, int exponent, bool negative)
    {
        string text = digits.ToString(CultureInfo.InvariantCulture).PadLeft(point + 1, '0');
        string whole = text[..^point];
        return $"{(negative ? "-" : "")}{whole}{(point > 0 ? "." : "")}{text[^point..]}e{exponent.ToString(CultureInfo.InvariantCulture)}";
    }

    // A refusal has a place inside the text. If the text is not JSON, the reader describes the fault in its own words.
    private static bool IsSoundRefusal(byte[] bytes)
    {
        try
        {
            FixtureReader.Read(bytes, "x");
            return IsJson(bytes);
        }
        catch (FixtureException refusal)
        {
            return refusal is { Line: >= 1, Column: >= 1, Pointer: not null }
                && !refusal.Problem.Contains("this is not JSON (RFC 8259) here", StringComparison.Ordinal);
        }
    }

    private static bool IsJson(byte[] bytes)
    {
        int mark = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        var reader = new Utf8JsonReader(bytes.AsSpan(mark));
        while (reader.Read())
        {
        }

        return true;
    }

    private static bool Same(Fixture a, Fixture b)
        => a.Name == b.Name && a.Loss == b.Loss && a.Training == b.Training && a.Tolerance == b.Tolerance
            && a.Regularization == b.Regularization
            && Bits(a.Batch.Inputs).SequenceEqual(Bits(b.Batch.Inputs)) && Bits(a.Batch.Labels).SequenceEqual(Bits(b.Batch.Labels))
            && a.Network.Layers.Count == b.Network.Layers.Count
            && a.Network.Layers.Zip(b.Network.Layers).All(pair => Same(pair.First, pair.Second))
            && a.Expected.Count == b.Expected.Count && a.Expected.Zip(b.Expected).All(pair => Same(pair.First, pair.Second));

    private static bool Same(Layer a, Layer b)
        => a.Units == b.Units && a.HasBias == b.HasBias && a.Activation == b.Activation
            && Bits(a.Weights).SequenceEqual(Bits(b.Weights)) && Bits(a.Bias).SequenceEqual(Bits(b.Bias));

    private static bool Same(ExpectedEntry a, ExpectedEntry b)
        => a.By == b.By && a.Kind == b.Kind && a.Loss == b.Loss && a.Precision == b.Precision
            && a.Numbers.Layout.Steps.All(step => Same(step, a.Numbers, b.Numbers));

    private static bool Same(Step step, TensorSet a, TensorSet b)
    {
        if (a[step] is null || b[step] is null)
        {
            return a[step] is null && b[step] is null;
        }

        for (int i = 0; i < step.Length; i++)
        {
            bool same = BitConverter.DoubleToInt64Bits(a[step]![i]) == BitConverter.DoubleToInt64Bits(b[step]![i]);
            if (a.Has(step, i) != b.Has(step, i) || (a.Has(step, i) && !same))
            {
                return false;
            }
        }

        return true;
    }

    private static long[] Bits(ReadOnlySpan<double> values)
    {
        long[] bits = new long[values.Length];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = BitConverter.DoubleToInt64Bits(values[i]);
        }

        return bits;
    }
}
