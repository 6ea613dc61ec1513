using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Import.Arrays;

namespace BackpropCrossCheck.Import.Tests;

/// <summary>Files that are cut off, damaged or made to do harm end with an error that names the file, and with nothing else.</summary>
public sealed class HostileModelTest
{
    private const int Seed = 20261129;

    private static readonly ModelOptions Options = new()
    {
        Limit = 1,
        Sizes = [2, 3, 2],
        Activations = [new Tanh(), new Linear()],
    };

    private TemporaryFolder _folder = null!;

    private static IEnumerable<string> Models
        => ["tensorflow-2.15.1/paper.keras", "tensorflow-2.21.0/paper.keras", "tensorflow-2.15.1/paper.h5", "tensorflow-2.21.0/paper.h5",
            "tensorflow-2.15.1/paper.weights.h5", "small.onnx", "small.safetensors", "small.npz", "small.npy"];

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCaseSource(nameof(Models))]
    public void Model_CutOffAnywhere_IsAnErrorOrWhole(string model)
    {
        byte[] bytes = Bytes(model);
        for (int length = 0; length < bytes.Length; length += Math.Max(1, bytes.Length / 150))
        {
            Read(model, bytes[..length]);
        }

        Assert.That(Read(model, bytes[..(bytes.Length / 3)]), Is.Not.Null, "a third of the file is not the model");
        Assert.That(Read(model, []), Is.Not.Null);
    }

    [TestCaseSource(nameof(Models))]
    public void Model_WithDamagedBytes_IsAnErrorOrStillAModel(string model)
    {
        byte[] bytes = Bytes(model);
        var random = new Random(Seed);
        int errors = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. bytes];
            for (int count = random.Next(1, 5); count > 0; count--)
            {
                damaged[random.Next(damaged.Length)] = (byte)(random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => random.Next(256) });
            }

            errors += Read(model, damaged) is null ? 0 : 1;
        }

        Assert.That(errors, Is.Positive, $"seed {Seed}");
    }

    [Test]
    public void Archive_ThatUnpacksToTooMuch_IsRefused()
    {
        byte[] bomb = Zip(("arr_0.npy", new byte[8 << 20]));

        Assert.That(bomb, Has.Length.LessThan(1 << 17));
        Assert.That(Read("bomb.npz", bomb)!.Message, Does.Contain("unpacks to more than 1 MiB").And.Contain("arr_0.npy"));
    }

    [Test]
    public void Entries_ThatUnpackToTooMuchTogether_AreRefused()
    {
        byte[] array = Npy("<f4", "(150, 1000)", 600000);

        Assert.That(
            Read("bomb.npz", Zip(("arr_0.npy", array), ("arr_1.npy", array)))!.Message, Does.Contain("unpacks to more than 1 MiB"));
    }

    [TestCase("(4294967296, 4294967296)")]
    [TestCase("(100000, 100000)")]
    [TestCase("(99999999999999999999999,)")]
    [TestCase("(-1, 2)")]
    [TestCase("(0, 2)")]
    public void Array_OfAHugeDeclaredSize_IsRefusedBeforeItIsMade(string shape)
        => Assert.That(Read("a.npy", Npy("<f4", shape, 16))!.Message, Does.Contain("numbers are read of one array"));

    [TestCase("|O", "pickle")]
    [TestCase("O", "pickle")]
    [TestCase("<c16", "\"<c16\"")]
    [TestCase("<U8", "\"<U8\"")]
    public void Array_OfPythonObjectsOrTexts_IsNotRead(string type, string said)
        => Assert.That(Read("a.npy", Npy(type, "(2, 2)", 64))!.Message, Does.Contain(said));

    [Test]
    public void Array_OfAStructure_IsNotRead()
        => Assert.That(
            Read("a.npy", NpyOf("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", 8))!.Message,
            Does.Contain("names no single format"));

    [Test]
    public void Array_WithNaN_IsRefused()
    {
        byte[] bytes = Npy("<f4", "(2, 2)", 16);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(bytes.Length - 8), float.NaN);

        Assert.That(Read("a.npy", bytes)!.Message, Does.Contain("number 3 of 4 is NaN"));
    }

    [TestCase("""{"w":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,16]}}""", "65536×65536")]
    [TestCase("""{"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,999999]}}""", "0 to 999999")]
    [TestCase("""{"w":{"dtype":"F32","shape":[2,2],"data_offsets":[-8,8]}}""", "-8 to 8")]
    [TestCase("""{"w":{"dtype":"I8","shape":[4,4],"data_offsets":[0,16]}}""", "Quantised")]
    [TestCase("""{"w":{"shape":[2,2],"data_offsets":[0,16]}}""", "header cannot be read")]
    [TestCase("""[1]""", "no JSON object")]
    [TestCase("""{""", "header cannot be read")]
    public void Safetensors_WithAFalseHeader_AreRefused(string header, string said)
        => Assert.That(Read("w.safetensors", Safetensors(header, 16))!.Message, Does.Contain(said));

    [Test]
    public void Safetensors_WithALongHeader_AreRefused()
        => Assert.That(
            Read("w.safetensors", [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1])!.Message, Does.Contain("longer than the file"));

    [TestCase("model.pt")]
    [TestCase("model.pkl")]
    public void Pickle_IsNeverRead(string name)
        => Assert.That(Read(name, [0x80, 4])!.Message, Does.Contain("pickle").And.Contain(".safetensors"));

    [Test]
    public void File_OfAnotherKind_IsNamedWithWhatCanBe()
        => Assert.That(Read("model.tflite", [1])!.Message, Does.Contain("\".tflite\"").And.Contain(".onnx"));

    /// <summary>Reads a model from these bytes.</summary>
    /// <returns>The error; null if the model was read.</returns>
    private FixtureException? Read(string name, byte[] bytes)
    {
        string path = _folder.Write(Path.GetFileName(name), bytes);
        try
        {
            ModelFile.Read(path, OptionsFor(name));
            return null;
        }
        catch (FixtureException fault)
        {
            Assert.That(fault.Message, Does.StartWith(path));
            return fault;
        }
    }

    // A file with a whole model takes no options.
    private static ModelOptions OptionsFor(string name)
        => Path.GetExtension(name) is ".keras" or ".onnx" || name.EndsWith("paper.h5", StringComparison.Ordinal)
            ? new ModelOptions { Limit = 1 }
            : Path.GetExtension(name) is ".npy"
                ? new ModelOptions { Limit = 1, Activations = [new Tanh()], Layout = KernelLayout.UnitsByInputs }
            : Options;

    private static byte[] Bytes(string model) => model switch
    {
        "small.npy" => Npy("<f4", "(3, 2)", 24),
        "small.npz" => Zip(("arr_0.npy", Npy("<f4", "(3, 2)", 24)), ("arr_1.npy", Npy("<f4", "(2, 3)", 24))),
        "small.safetensors" => Safetensors(
            """
            {"0.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},
             "1.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[24,48]}}
            """,
            48),
        _ => File.ReadAllBytes(ModelPath.Of(model)),
    };

    private static byte[] Npy(string type, string shape, int bytes)
        => NpyOf($"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}", bytes);

    private static byte[] NpyOf(string header, int bytes)
        => [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. new byte[bytes]];

    private static byte[] Safetensors(string header, int bytes)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. Encoding.UTF8.GetBytes(header), .. new byte[bytes]];
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in entries)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }
}
