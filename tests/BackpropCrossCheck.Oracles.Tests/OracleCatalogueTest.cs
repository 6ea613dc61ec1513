using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests;

public sealed class OracleCatalogueTest
{
    [Test]
    public async Task Create_KnownNames_HaveThatName()
    {
        foreach (string name in OracleCatalogue.Names)
        {
            await using IOracle oracle = OracleCatalogue.Create(name, OracleOptions.Default);
            Assert.That(oracle.Name, Is.EqualTo(name));
        }
    }

    [Test]
    public async Task Create_Command_IsSplitAndStarted()
    {
        string name = $"exec:'{Fake.DotNet()}' \"{Path.Combine(AppContext.BaseDirectory, "BackpropCrossCheck.FakeOracle.dll")}\"";
        await using IOracle oracle = OracleCatalogue.Create(name, OracleOptions.Default);
        OracleStatus status = await oracle.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience);
        Assert.That(status, Is.TypeOf<OracleStatus.Available>(), status.ToString());
        Assert.That((oracle.Name, ((OracleStatus.Available)status).Name), Is.EqualTo((name, "fake")));
    }

    [Test]
    public void Create_UnknownName_ListsTheNames()
        => Assert.That(
            () => OracleCatalogue.Create("tensorflow", OracleOptions.Default),
            Throws.ArgumentException.With.Message.StartsWith(
                "There is no oracle \"tensorflow\". The oracles are: tensorflow-net, tensorflow-js, tensorflow-python, pytorch, "
                    + "finite-differences, exec:COMMAND."));

    // A default run asks TensorFlow; PyTorch is asked by name.
    [Test]
    public void DefaultNames_Always_AreEveryTensorFlowAndFiniteDifferences()
        => Assert.That(
            OracleCatalogue.DefaultNames,
            Is.EqualTo(new[] { "tensorflow-net", "tensorflow-js", "tensorflow-python", "finite-differences" }));

    [Test]
    public void Create_CommandWithOpenQuote_SaysWhere()
        => Assert.That(
            () => OracleCatalogue.Create("exec:a 'b", OracleOptions.Default),
            Throws.ArgumentException.With.Message.StartsWith("The quote ' at character 3 of the command is not closed: a 'b"));

    [Test]
    public void Options_OutOfRange_AreRefused()
        => Assert.Multiple(() =>
        {
            Assert.That(() => new OracleOptions { AnswerTimeout = TimeSpan.Zero }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(
                () => new OracleOptions { StartTimeout = TimeSpan.FromSeconds(-1) }, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new OracleOptions { Processes = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
        });

    // An oracle that could see the engine could repeat its mistakes.
    [Test]
    public void Assembly_References_DoNotHaveTheEngine()
        => Assert.That(
            typeof(OracleCatalogue).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name), Has.None.Contains("Engine"));
}
