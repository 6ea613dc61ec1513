using System.Globalization;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>Compares the home-made parts of reading with the plain way of doing the same.</summary>
internal static class Parts
{
    private const int Rows = 1000;
    private const int Columns = 900;

    /// <summary>Measures and prints a table.</summary>
    /// <param name="path">A small fixture.</param>
    /// <returns>The exit code.</returns>
    public static int Measure(string path)
    {
        byte[] small = File.ReadAllBytes(path);
        byte[] large = NumberText.Rows(Rows, Columns);
        byte[] broken = [.. large.AsSpan(0, large.Length - 1), (byte)'}'];
        string megabytes = string.Create(CultureInfo.InvariantCulture, $"{large.Length / 1e6:F0} MB");
        Console.WriteLine("| part | program | plain | time, plain / program | bytes allocated, plain / program |");
        Console.WriteLine("|---|---|---|---|---|");
        Row(
            $"storage counted before {megabytes} of numbers are read; plain: a list that grows",
            () => Numbers(large),
            () => GrowingList.Read(large));
        Row(
            $"syntax scanner, a fault behind {megabytes}; plain: the framework's exception",
            () => new SyntaxScanner(broken).Find(),
            () => FrameworkFault.Find(broken));
        Fixture read = FixtureReader.Read(small, path);
        Step weight = read.Layout.WeightGradient(0);
        Row(
            "a small fixture read; beside it: the place of a number found",
            () => FixtureReader.Read(small, path),
            () => TextPosition.At(small, read.Offsets!.Of(small, weight, 0)!.Value));
        return 0;
    }

    private static double[] Numbers(ReadOnlySpan<byte> text)
    {
        var cursor = new JsonCursor(text, "numbers");
        cursor.Read();
        return NumberArrayReader.Rows(ref cursor, "numbers", "one number for each column").Values;
    }

    private static void Row(string part, Action kept, Action plain)
    {
        Timing timing = InTurn.Of(kept, plain);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {part} | {timing.Kept:G3} µs | {timing.Plain:G3} µs | {timing.Ratio:F2} | {timing.Allocated:F2} |"));
    }
}
