using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Reading;
using BackpropCrossCheck.Import.Tensors;
using PureHDF;
using PureHDF.VOL.Native;

namespace BackpropCrossCheck.Import.Hdf;

/// <summary>An HDF5 file. Whatever goes wrong in it becomes an error that names the file and the place.</summary>
internal sealed class HdfFile : IDisposable
{
    private readonly string _file;
    private readonly NativeFile _root;

    /// <summary>Opens a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="file">Its path, for errors; with the entry, if it lies in an archive.</param>
    /// <exception cref="FixtureException">This is no HDF5 file.</exception>
    public HdfFile(byte[] bytes, string file)
    {
        _file = file;
        _root = Guarded("/", () => H5File.Open(new MemoryStream(bytes, writable: false)));
    }

    /// <summary>The error where PureHDF, which reads HDF5, does not work: in the program that is compiled ahead of time. The caller asks
    /// for that itself, so that the compiler leaves PureHDF out.</summary>
    /// <param name="file">The model.</param>
    public static FixtureException NeedsDotnet(string file) => new(
        file,
        "it is an HDF5 file, or has one in it (.h5, .keras), which this program cannot read: it is compiled ahead of time, and the HDF5 "
            + "reader needs .NET. Import it with the backprop-check that runs on .NET, as dotnet run starts it, or save the weights as "
            + ".npz, .safetensors or .onnx.");

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    /// <summary>Whether there is a group or an array of that path.</summary>
    /// <param name="path">The path, with slashes.</param>
    public bool Has(string path) => Guarded(path, () => _root.LinkExists(path));

    /// <summary>The names in a group.</summary>
    /// <param name="path">The group.</param>
    /// <param name="groups">Whether groups are asked for, or arrays.</param>
    public IReadOnlyList<string> Names(string path, bool groups) => Guarded<IReadOnlyList<string>>(
        path,
        () => [.. Group(path).Children().Where(child => groups ? child is IH5Group : child is IH5Dataset).Select(child => child.Name)]);

    /// <summary>The text in an attribute; null if there is no such attribute.</summary>
    /// <param name="path">The group that has it.</param>
    /// <param name="attribute">Its name.</param>
    public string? Text(string path, string attribute) => Guarded(
        $"{path}@{attribute}", () => Attribute(path, attribute) is { } found ? found.Read<string>() : null);

    /// <summary>The texts in an attribute; null if there is no such attribute.</summary>
    /// <param name="path">The group that has it.</param>
    /// <param name="attribute">Its name.</param>
    public IReadOnlyList<string>? Texts(string path, string attribute) => Guarded<IReadOnlyList<string>?>(
        $"{path}@{attribute}",
        // h5py writes an empty list as an empty array of numbers.
        () => Attribute(path, attribute) is not { } found ? null
            : found.Space.Dimensions is [0] ? []
            : found.Read<string[]>());

    /// <summary>An array.</summary>
    /// <param name="path">Its path.</param>
    public Tensor Tensor(string path) => Guarded(path, () => Read(path, _root.Dataset(path)));

    private IH5Group Group(string path) => path == "/" ? _root : _root.Group(path);

    private IH5Attribute? Attribute(string path, string name)
        => Group(path) is { } group && group.AttributeExists(name) ? group.Attribute(name) : null;

    private Tensor Read(string path, IH5Dataset data)
    {
        long[] shape = [.. data.Space.Dimensions.Select(length => (long)Math.Min(length, long.MaxValue))];
        int count = Tensors.Tensor.CountOf(_file, path, shape);
        double[] values = (data.Layout.Class, data.Type.Class, data.Type.Size) switch
        {
            (not (H5DataLayoutClass.Compact or H5DataLayoutClass.Contiguous or H5DataLayoutClass.Chunked), _, _)
                => throw new FixtureException(_file, $"{Wording.Quote(path)}: its numbers are in other files, which are not read."),
            (_, H5DataTypeClass.FloatingPoint, 2) => Array.ConvertAll(data.Read<Half[]>(), value => (double)value),
            (_, H5DataTypeClass.FloatingPoint, 4) => Array.ConvertAll(data.Read<float[]>(), value => (double)value),
            (_, H5DataTypeClass.FloatingPoint, 8) => data.Read<double[]>(),
            _ => throw new FixtureException(
                _file,
                $"{Wording.Quote(path)}: its numbers are {data.Type.Class}, {Wording.Count(data.Type.Size, "byte")} each; float16, "
                    + "float32 and float64 can be read. Quantised weights cannot be imported."),
        };
        return values.Length == count
            ? new Tensor(path, [.. shape.Select(length => (int)length)], values).Finite(_file)
            : throw new FixtureException(_file, $"{Wording.Quote(path)}: {values.Length} numbers were found, {count} are declared.");
    }

    private T Guarded<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FixtureException)
        {
            throw;
        }
#pragma warning disable CA1031 // PureHDF parses files from anywhere and throws whatever its parsing runs into.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            throw new FixtureException(
                _file,
                $"it cannot be read as HDF5, at {Wording.Quote(place)}; it is damaged or cut off, or no HDF5 file: {fault.Message}",
                inner: fault);
        }
    }
}
