using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Tensors;
using Message = BackpropCrossCheck.Import.Onnx.Messages.Array;

namespace BackpropCrossCheck.Import.Onnx;

/// <summary>Reads the constant arrays of an ONNX graph.</summary>
internal static class OnnxArrays
{
    private const int Float32 = 1;
    private const int Float16 = 10;
    private const int Float64 = 11;
    private const int BFloat16 = 16;
    private const int External = 1;

    /// <summary>An array of floating-point numbers.</summary>
    /// <param name="array">The message.</param>
    /// <param name="name">Its name in the graph.</param>
    /// <param name="file">The file, for errors.</param>
    /// <exception cref="FixtureException">It holds something else, or fewer or more numbers than its shape says.</exception>
    public static Tensor Read(Message array, string name, string file)
    {
        if (array.Place == External)
        {
            throw new FixtureException(
                file,
                $"{Wording.Quote(name)}: its numbers are in another file, which is not read. Save the model with its weights in one file.");
        }

        int count = Tensor.CountOf(file, name, array.Shape);
        string type = array.Type switch
        {
            Float32 => "float32",
            Float64 => "float64",
            Float16 => "float16",
            BFloat16 => "bfloat16",
            _ => throw new FixtureException(
                file,
                $"{Wording.Quote(name)}: its numbers are of ONNX's type {array.Type}; float16, bfloat16, float32 and float64 can be read. "
                    + "Quantised weights cannot be imported."),
        };
        double[] values = array.Bytes.Length > 0 ? OfBytes(array, ElementType.Named(type), name, file) : array.Type switch
        {
            Float32 => Array.ConvertAll([.. array.Floats], value => (double)value),
            Float64 => [.. array.Doubles],
            Float16 => Array.ConvertAll([.. array.Integers], bits => (double)BitConverter.UInt16BitsToHalf((ushort)bits)),
            _ => Array.ConvertAll([.. array.Integers], bits => (double)BitConverter.Int32BitsToSingle(bits << 16)),
        };
        return values.Length == count
            ? new Tensor(name, [.. array.Shape.Select(length => (int)length)], values).Finite(file)
            : throw new FixtureException(
                file,
                $"{Wording.Quote(name)}: {Wording.Count(values.Length, "number")} were found for {Tensor.TextOf(array.Shape)}; "
                    + "the file is damaged.");
    }

    private static double[] OfBytes(Message array, ElementType element, string name, string file)
        => array.Bytes.Length % element.Size == 0 ? element.ReadAll(array.Bytes.Span) : throw new FixtureException(
            file, $"{Wording.Quote(name)}: {array.Bytes.Length} bytes are no whole count of {element.Name}; the file is damaged.");
}
