using BackpropCrossCheck.Oracles.PythonPrograms;
using BackpropCrossCheck.Oracles.TensorFlowPython;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.TensorFlowPython;

/// <summary>Pythons without a working TensorFlow, and the choice of the Python.</summary>
public sealed class UnavailableTest
{
    private const string Remedy = "Run \"pip install tensorflow\" for it, or set BACKPROP_CHECK_PYTHON to a Python that has TensorFlow.";

    [Test]
    public async Task Start_NoTensorFlow_SaysWhatToInstall()
    {
        using var python = new Launcher();
        Assert.That(
            await ReasonAsync(python.Program), Does.Match(@"^Python 3\.[0-9.a-z+]+ \(.+\) has no TensorFlow\. ").And.EndsWith(Remedy));
    }

    // Python may start beside a folder that happens to be called tensorflow.
    [Test]
    public async Task Start_FolderOfThatName_IsNoTensorFlow()
    {
        using var python = new Launcher();
        python.Add("tensorflow", null);
        Assert.That(await ReasonAsync(python.Program), Does.Contain(" has no TensorFlow. "));
    }

    // A line on standard output would be no greeting.
    [Test]
    public async Task Start_TensorFlowThatPrintsAndCannotBeLoaded_GivesItsReason()
    {
        using var python = new Launcher();
        python.Add("numpy", "");
        python.Add("tensorflow", "import os\nprint('loading')\nos.system('echo noise')\nraise ImportError('libfoo.so:\\n not found')\n");
        Assert.That(
            await ReasonAsync(python.Program),
            Does.StartWith(
                "TensorFlow could not be imported "
                    + "by Python 3.").And.Contain(" (ImportError: libfoo.so: not found). ").And.EndsWith(Remedy));
    }

    [Test]
    public async Task Start_PythonNamedWrongly_SaysWhoNamedIt()
        => Assert.That(
            await ReasonAsync("/no/such/python"),
            Does.StartWith("\"/no/such/python\" cannot be started (")
                .And.EndsWith("): BACKPROP_CHECK_PYTHON names it; it must be a Python 3 that has the package tensorflow."));

    [Test]
    public async Task Ask_NoTensorFlow_IsUnavailable()
    {
        using var python = new Launcher();
        await using IOracle oracle = TensorFlowPythonOracle.Create(python.Program, OracleOptions.Default);
        Assert.That(await oracle.AskAsync(Questions.Small(), CancellationToken.None), Is.TypeOf<OracleAnswer.Unavailable>());
    }

    [TestCase("a;b", "b/python3.exe", "b/python3.exe")]
    [TestCase("a;b", "b/python.exe", "b/python.exe")]
    [TestCase(" \"a\" ;;b", "a/python.exe", "a/python.exe")]
    [TestCase("a;b", "a/python.exe b/python3.exe", "b/python3.exe")]
    [TestCase("a;b", "c/python.exe", "python3")]
    [TestCase("", "", "python3")]
    public void OnWindows_Path_IsSearchedForPython3BeforePython(string path, string programs, string expected)
        => Assert.That(
            PythonProgram.OnWindows(path, file => programs.Split(' ').Contains(file.Replace('\\', '/'))).Replace('\\', '/'),
            Is.EqualTo(expected));

    private static async Task<string> ReasonAsync(string python)
    {
        await using IOracle oracle = TensorFlowPythonOracle.Create(python, OracleOptions.Default);
        OracleStatus status = await oracle.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience);
        Assert.That(status, Is.TypeOf<OracleStatus.Unavailable>(), status.ToString());
        return ((OracleStatus.Unavailable)status).Reason;
    }
}
