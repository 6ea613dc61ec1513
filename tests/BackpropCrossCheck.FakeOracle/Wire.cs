using System.Text.Json.Nodes;

namespace BackpropCrossCheck.FakeOracle;

/// <summary>Standard input and output as bytes: nothing is buffered or encoded, so that a mode controls every byte.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly StreamReader _input = new(Console.OpenStandardInput());

    /// <summary>Writes a line.</summary>
    public void Line(string text) => Raw(System.Text.Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>Writes bytes.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _output.Flush();
    }

    /// <summary>The next request; null at the end of the input.</summary>
    public JsonObject? Request() => _input.ReadLine() is { } line ? JsonNode.Parse(line)!.AsObject() : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }
}
