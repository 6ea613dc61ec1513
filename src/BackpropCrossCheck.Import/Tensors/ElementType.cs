using System.Buffers.Binary;

namespace BackpropCrossCheck.Import.Tensors;

/// <summary>A format of numbers in binary files.</summary>
/// <param name="Name">What the format is called.</param>
/// <param name="Size">How many bytes a number has.</param>
/// <param name="IsInteger">Whether it is an integer.</param>
/// <param name="Read">The number in that many bytes, little-endian, as a double. NaN where a double does not hold it exactly.</param>
internal sealed record ElementType(string Name, int Size, bool IsInteger, ElementType.Reader Read)
{
    /// <summary>Reads one number.</summary>
    /// <param name="bytes">Little-endian.</param>
    public delegate double Reader(ReadOnlySpan<byte> bytes);

    /// <summary>Every format.</summary>
    public static IReadOnlyList<ElementType> All { get; } =
    [
        new("float16", 2, false, bytes => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        new("bfloat16", 2, false, bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16)),
        new("float32", 4, false, bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        new("float64", 8, false, BinaryPrimitives.ReadDoubleLittleEndian),
        new("bool", 1, true, bytes => bytes[0] == 0 ? 0 : 1),
        new("int8", 1, true, bytes => (sbyte)bytes[0]),
        new("uint8", 1, true, bytes => bytes[0]),
        new("int16", 2, true, bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        new("uint16", 2, true, bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        new("int32", 4, true, bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        new("uint32", 4, true, bytes => BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
        new("int64", 8, true, bytes => Exact(BinaryPrimitives.ReadInt64LittleEndian(bytes))),
        new("uint64", 8, true, bytes => Exact(BinaryPrimitives.ReadUInt64LittleEndian(bytes))),
    ];

    /// <summary>The format of that name.</summary>
    /// <param name="name">A <see cref="Name"/>.</param>
    public static ElementType Named(string name) => All.First(type => type.Name == name);

    /// <summary>All numbers of some bytes.</summary>
    /// <param name="bytes">The bytes, a multiple of <see cref="Size"/>.</param>
    /// <param name="isBigEndian">Whether each number is the other way round.</param>
    public double[] ReadAll(ReadOnlySpan<byte> bytes, bool isBigEndian = false)
    {
        double[] values = new double[bytes.Length / Size];
        byte[] turned = new byte[Size];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> number = bytes.Slice(i * Size, Size);
            if (isBigEndian)
            {
                number.CopyTo(turned);
                Array.Reverse(turned);
                number = turned;
            }

            values[i] = Read(number);
        }

        return values;
    }

    private static double Exact(Int128 value) => Int128.Abs(value) <= 1L << 53 ? (double)value : double.NaN;
}
