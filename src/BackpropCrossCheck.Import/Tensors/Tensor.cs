using System.Globalization;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Import.Tensors;

/// <summary>An array of numbers from a file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">The length of each axis; empty for a single number.</param>
/// <param name="Values">The numbers, row-major, all finite. Narrower formats are widened to double exactly.</param>
internal sealed record Tensor(string Name, IReadOnlyList<int> Shape, double[] Values)
{
    /// <summary>The most numbers that are read of one array: a fixture of more would be larger than anything that is read.</summary>
    public const int MostNumbers = 1 << 25;

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Count;

    /// <summary>The shape in words: 2×3.</summary>
    public string ShapeText => TextOf(Shape);

    /// <summary>A shape in words.</summary>
    /// <param name="shape">The length of each axis.</param>
    public static string TextOf(IEnumerable<int> shape) => TextOf(shape.Select(length => (long)length));

    /// <summary>A shape in words.</summary>
    /// <param name="shape">The length of each axis.</param>
    public static string TextOf(IEnumerable<long> shape)
        => string.Join('×', shape.Select(length => length.ToString(CultureInfo.InvariantCulture))) is { Length: > 0 } text
            ? text : "a single number";

    /// <summary>Checks a shape that a file declares, before anything is allocated for it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The array.</param>
    /// <param name="shape">The length of each axis.</param>
    /// <returns>How many numbers it has.</returns>
    /// <exception cref="FixtureException">The array is empty, or has more numbers than are read.</exception>
    public static int CountOf(string file, string name, IReadOnlyList<long> shape)
    {
        long count = 1;
        foreach (long length in shape)
        {
            if (length is < 1 or > MostNumbers || (count *= length) > MostNumbers)
            {
                throw new FixtureException(
                    file,
                    $"{Wording.Quote(name)}: its size is {TextOf(shape)}; from 1 to {MostNumbers} numbers are read of one array.");
            }
        }

        return (int)count;
    }

    /// <summary>The array, once its numbers are known to be finite.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="FixtureException">A number is NaN or infinite.</exception>
    public Tensor Finite(string file)
    {
        int index = Array.FindIndex(Values, value => !double.IsFinite(value));
        return index < 0 ? this : throw new FixtureException(
            file,
            $"{Wording.Quote(Name)}: number {index + 1} of {Values.Length} is {Wording.Number(Values[index])}; "
                + "every number of a fixture is finite.");
    }

    /// <summary>The transpose of a matrix.</summary>
    public Tensor Transposed()
    {
        (int rows, int columns) = (Shape[0], Shape[1]);
        double[] turned = new double[Values.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                turned[(j * rows) + i] = Values[(i * columns) + j];
            }
        }

        return this with { Shape = [columns, rows], Values = turned };
    }
}
