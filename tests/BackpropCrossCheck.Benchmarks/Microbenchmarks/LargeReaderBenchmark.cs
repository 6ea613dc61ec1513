using BackpropCrossCheck.Fixtures.Reading;
using BenchmarkDotNet.Attributes;

namespace BackpropCrossCheck.Benchmarks.Microbenchmarks;

/// <summary>Reading a long array of numbers.</summary>
public class LargeReaderBenchmark
{
    private const int Rows = 1000;
    private const int Columns = 900;

    private byte[] _text = [];

    /// <summary>Writes the numbers.</summary>
    [GlobalSetup]
    public void Write() => _text = NumberText.Rows(Rows, Columns);

    /// <summary>900 000 numbers, 11 MB.</summary>
    [Benchmark]
    public int Numbers()
    {
        var cursor = new JsonCursor(_text, "numbers");
        cursor.Read();
        return NumberArrayReader.Rows(ref cursor, "numbers", "one number for each column").Values.Length;
    }
}
