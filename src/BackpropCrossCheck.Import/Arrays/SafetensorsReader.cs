using System.Buffers.Binary;
using System.Text.Json;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Tensors;

namespace BackpropCrossCheck.Import.Arrays;

/// <summary>Reads the <c>.safetensors</c> format: the length of a header, the header in JSON, and the numbers.</summary>
internal static class SafetensorsReader
{
    private const string Metadata = "__metadata__";
    private const string Damaged = "it is damaged or cut off, or no .safetensors file.";

    private static readonly Dictionary<string, string> Types = new()
    {
        ["F16"] = "float16",
        ["BF16"] = "bfloat16",
        ["F32"] = "float32",
        ["F64"] = "float64",
    };

    /// <summary>Reads all arrays.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <exception cref="FixtureException">The file is damaged, or an array holds no floating-point numbers.</exception>
    public static IReadOnlyList<Tensor> Read(ReadOnlyMemory<byte> bytes, string file)
    {
        ulong length = bytes.Length < 8 ? ulong.MaxValue : BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span);
        if (length > (ulong)Math.Max(0, bytes.Length - 8))
        {
            throw new FixtureException(file, $"its header is longer than the file, which has {bytes.Length} bytes: {Damaged}");
        }

        ReadOnlyMemory<byte> data = bytes[(8 + (int)length)..];
        try
        {
            using var header = JsonDocument.Parse(bytes.Slice(8, (int)length));
            return header.RootElement.ValueKind != JsonValueKind.Object
                ? throw new FixtureException(file, $"its header is no JSON object: {Damaged}")
                : [.. header.RootElement.EnumerateObject().Where(field => field.Name != Metadata)
                    .Select(field => Read(data.Span, field.Name, field.Value, file))];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new FixtureException(file, $"its header cannot be read: {fault.Message} {Damaged}", inner: fault);
        }
    }

    private static Tensor Read(ReadOnlySpan<byte> data, string name, JsonElement entry, string file)
    {
        string type = entry.GetProperty("dtype").GetString() ?? string.Empty;
        long[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())];
        long[] ends = [.. entry.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (!Types.TryGetValue(type, out string? known))
        {
            throw new FixtureException(
                file,
                $"{Wording.Quote(name)}: its numbers are {Wording.Quote(type)}; {Wording.List(Types.Keys)} can be read. "
                    + "Quantised weights cannot be imported.");
        }

        var element = ElementType.Named(known);
        int count = Tensor.CountOf(file, name, shape);
        if (ends is not [var from, var to] || from < 0 || to > data.Length || to - from != (long)count * element.Size)
        {
            throw new FixtureException(
                file,
                $"{Wording.Quote(name)}: {Tensor.TextOf(shape)} numbers of {known} are {(long)count * element.Size} bytes, and its place "
                    + $"is said to be {string.Join(" to ", ends)} of {data.Length}: {Damaged}");
        }

        return new Tensor(name, [.. shape.Select(size => (int)size)], element.ReadAll(data[(int)from..(int)to])).Finite(file);
    }
}
