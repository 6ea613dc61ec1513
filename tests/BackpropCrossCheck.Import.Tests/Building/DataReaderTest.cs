using System.Text;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Import.Building;

namespace BackpropCrossCheck.Import.Tests.Building;

/// <summary>Inputs and labels from files.</summary>
public sealed class DataReaderTest
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("[[1, 2], [3, 4.5]]", 2, 2)]
    [TestCase("[1, 2, 3]", 3, 1)]
    [TestCase("""{"a": {"inputs": 1}, "b": [[7]], "inputs": [[1, 2], [3, 4.5]]}""", 2, 2)]
    public void Json_ArrayOrFixture_IsRead(string json, int samples, int width)
    {
        DataArray data = Read("a.json", json);

        Assert.That((data.Shape[0], data.Values.Length), Is.EqualTo((samples, samples * width)));
        Assert.That(data.Values[1], Is.EqualTo(2));
    }

    [TestCase("[[1, 2], [3]]", "a.json:1:10")]
    [TestCase("""{"labels": [[1]]}""", "no field \"inputs\"")]
    [TestCase("[[1, null]]", "found null")]
    [TestCase("[[1, 2]", "a.json:1:8")]
    [TestCase("[]", "is empty")]
    [TestCase("", "a.json:1:1")]
    public void Json_OfAnotherForm_IsRefusedWithItsPlace(string json, string said)
        => Assert.That(() => Read("a.json", json), Throws.TypeOf<FixtureException>().With.Message.Contains(said));

    [TestCase("1,2\n3,4\n")]
    [TestCase("a,b\r\n1,2\r\n3,4\r\n\r\n")]
    [TestCase("\"1\", 2\n 3,4")]
    [TestCase("\uFEFF1,2\n3,4e0\n")]
    public void Csv_WithOrWithoutAHeading_IsRead(string csv)
        => Assert.That(Read("a.csv", csv).Values, Is.EqualTo(new double[] { 1, 2, 3, 4 }));

    [TestCase("1,2\n3\n", "a.csv:2:1")]
    [TestCase("1,2\n3,x\n", "a.csv:2:3")]
    [TestCase("1,b\n3,4\n", "a.csv:1:3")]
    [TestCase("1,2\n3,1e999\n", "a.csv:2:3")]
    [TestCase("a,b\n", "numbers are read of one array")]
    [TestCase("1;2\n", "a.csv")]
    public void Csv_OfAnotherForm_IsRefusedWithItsPlace(string csv, string said)
        => Assert.That(() => Read("a.csv", csv), Throws.TypeOf<FixtureException>().With.Message.Contains(said));

    [Test]
    public void Numpy_EveryFormatAndOrder_IsRead()
    {
        if (PythonProgram.With("numpy") is not { } python)
        {
            Assert.Ignore("There is no Python with NumPy on this machine.");
            return;
        }

        python.Run(ModelPath.Script("numpy_data.py"), _folder.Root);
        foreach (string file in Directory.GetFiles(_folder.Root, "*.npy"))
        {
            Assert.That(DataReader.Read(file, "inputs", 1).Values, Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6 }), file);
        }

        Assert.That(Directory.GetFiles(_folder.Root, "*.npy"), Has.Length.EqualTo(12));
        string archive = _folder.Of("several.npz");
        Assert.That(DataReader.Read(archive, "labels", 1).Values, Is.EqualTo(new double[] { 0, 1 }));
        Assert.That(DataReader.Read($"{archive}:other", "inputs", 1).Values, Is.EqualTo(new double[] { 7 }));
        Assert.That(
            () => DataReader.Read($"{archive}:no", "inputs", 1), Throws.TypeOf<FixtureException>().With.Message.Contains("\"other\""));
        Assert.That(
            () => DataReader.Read(_folder.Of("nameless.npz"), "inputs", 1),
            Throws.TypeOf<FixtureException>().With.Message.Contains("nameless.npz:NAME"));
    }

    [Test]
    public void Data_OfAnotherKind_IsRefusedWithTheKinds()
        => Assert.That(() => Read("a.txt", "1"), Throws.TypeOf<FixtureException>().With.Message.Contains(".npy, .npz, .csv or .json"));

    private DataArray Read(string name, string text)
        => DataReader.Read(_folder.Write(name, new UTF8Encoding(false).GetBytes(text)), "inputs", 1);
}
