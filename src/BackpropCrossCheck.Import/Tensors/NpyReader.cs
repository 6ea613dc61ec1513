using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Import.Tensors;

/// <summary>Reads NumPy's <c>.npy</c> format. Python objects in it are pickles, which can run code; they are never read.</summary>
/// <remarks>Source: numpy.lib.format, versions 1.0 to 3.0.</remarks>
internal static partial class NpyReader
{
    private const int MostHeader = 1 << 16;

    /// <summary>What every such file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads an array.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <param name="name">The array's name.</param>
    /// <exception cref="FixtureException">This is no array of finite numbers.</exception>
    public static Tensor Read(ReadOnlySpan<byte> bytes, string file, string name)
    {
        if (!bytes.StartsWith(Magic) || bytes.Length < 12)
        {
            throw Fault(file, name, "it does not begin as NumPy's .npy format does, or is cut off in its header.");
        }

        bool isLong = bytes[Magic.Length] >= 2;
        int start = Magic.Length + 2 + (isLong ? 4 : 2);
        uint length = isLong ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        if (length > MostHeader || start + length > bytes.Length)
        {
            throw Fault(
                file,
                name,
                FormattableString.Invariant($"its header is said to have {length} bytes, and the file has {bytes.Length}")
                    + ": it is damaged or cut off.");
        }

        string header = Encoding.Latin1.GetString(bytes.Slice(start, (int)length));
        return Read(bytes[(start + (int)length)..], header, file, name);
    }

    private static Tensor Read(ReadOnlySpan<byte> data, string header, string file, string name)
    {
        Match format = Format().Match(header);
        Match order = Order().Match(header);
        Match sizes = Sizes().Match(header);
        if (!format.Success || !order.Success || !sizes.Success)
        {
            throw Fault(file, name, $"its header {Wording.Quote(header.Trim())} names no single format, order and shape of numbers.");
        }

        string type = format.Groups[1].Value;
        ElementType element = ElementOf(type) ?? throw Fault(
            file,
            name,
            type.Contains('O', StringComparison.Ordinal)
                ? "it holds Python objects (a pickle), which can run code, so they are not read. "
                    + "Save an array of numbers, of float32 for example."
                : $"its format is {Wording.Quote(type)}; real numbers and integers of at most 8 bytes can be read.");
        long[] shape = [.. sizes.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : -1)];
        int count = Tensor.CountOf(file, name, shape);
        if (data.Length != (long)count * element.Size)
        {
            throw Fault(
                file,
                name,
                FormattableString.Invariant(
                    $"{Tensor.TextOf(shape)} numbers of {element.Name} are {(long)count * element.Size} bytes, ")
                    + FormattableString.Invariant($"and the file has {data.Length}: it is damaged or cut off."));
        }

        double[] values = element.ReadAll(data, type[0] == '>');
        int[] lengths = [.. shape.Select(length => (int)length)];
        return new Tensor(name, lengths, order.Groups[1].Value == "True" ? RowMajor(values, lengths) : values).Finite(file);
    }

    /// <summary>The same array with the last axis running fastest; in Fortran's order the first one does.</summary>
    private static double[] RowMajor(double[] values, int[] shape)
    {
        double[] turned = new double[values.Length];
        int[] place = new int[shape.Length];
        foreach (double value in values)
        {
            int index = 0;
            for (int axis = 0; axis < shape.Length; axis++)
            {
                index = (index * shape[axis]) + place[axis];
            }

            turned[index] = value;
            for (int axis = 0; axis < shape.Length && ++place[axis] == shape[axis]; axis++)
            {
                place[axis] = 0;
            }
        }

        return turned;
    }

    private static ElementType? ElementOf(string type) => type.TrimStart('<', '>', '=', '|') switch
    {
        "f2" => ElementType.Named("float16"),
        "f4" => ElementType.Named("float32"),
        "f8" => ElementType.Named("float64"),
        "b1" or "?" => ElementType.Named("bool"),
        "i1" => ElementType.Named("int8"),
        "u1" => ElementType.Named("uint8"),
        "i2" => ElementType.Named("int16"),
        "u2" => ElementType.Named("uint16"),
        "i4" => ElementType.Named("int32"),
        "u4" => ElementType.Named("uint32"),
        "i8" => ElementType.Named("int64"),
        "u8" => ElementType.Named("uint64"),
        _ => null,
    };

    private static FixtureException Fault(string file, string name, string problem) => new(file, $"array {Wording.Quote(name)}: {problem}");

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'", RegexOptions.NonBacktracking)]
    private static partial Regex Format();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)", RegexOptions.NonBacktracking)]
    private static partial Regex Order();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)", RegexOptions.NonBacktracking)]
    private static partial Regex Sizes();
}
