using BackpropCrossCheck.Oracles.TensorFlowNet;

namespace BackpropCrossCheck.TensorFlowNet.Tests;

public sealed class LocatorTest
{
    private static readonly string ToolFile = OperatingSystem.IsWindows() ? $"{TensorFlowNetProgram.Tool}.exe" : TensorFlowNetProgram.Tool;

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("tensorflow-net-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Find_AfterABuild_IsTheAssemblyAndTheHostThatRunsThis()
    {
        var found = (ProgramLocation.Found)TensorFlowNetProgram.Find(named: null, AppContext.BaseDirectory, tool: null);
        Assert.Multiple(() =>
        {
            Assert.That(found.Arguments.Single(), Does.EndWith("BackpropCrossCheck.TensorFlowNet.dll").And.Matches<string>(File.Exists));
            Assert.That(Path.GetFileNameWithoutExtension(found.FileName), Is.EqualTo("dotnet"));
        });
    }

    [Test]
    public void Find_AfterABuild_NothingOfTheProgramWasCopied()
        => Assert.That(Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            Has.None.EqualTo("BackpropCrossCheck.TensorFlowNet.dll").And.None.Contain("libtensorflow"));

    [Test]
    public void Find_VariableNamesAnExecutable_IsStartedAsItIs()
    {
        string program = Touch("oracle");
        Assert.That(
            TensorFlowNetProgram.Find(program, _folder, tool: null),
            Is.EqualTo(new ProgramLocation.Found(program, [])).Using<ProgramLocation.Found>(Same));
    }

    [Test]
    public void Find_VariableNamesNoFile_IsMissingThoughBuilt()
        => Assert.That(
            Reason(Path.Combine(_folder, "absent.dll"), AppContext.BaseDirectory),
            Does.Contain(TensorFlowNetProgram.Variable).And.Contain("absent.dll"));

    [Test]
    public void Find_BuiltAndGone_SaysWhereItWas()
    {
        File.WriteAllText(Path.Combine(_folder, TensorFlowNetProgram.PathFile), Path.Combine(_folder, "gone.dll"));
        Assert.That(Reason(named: null, _folder), Does.Contain("gone.dll").And.Contain("Build"));
    }

    [Test]
    public void Find_InstalledTool_IsStartedAsItIs()
    {
        string tool = Touch(TensorFlowNetProgram.Tool);
        Assert.That(
            TensorFlowNetProgram.Find(named: "", _folder, tool),
            Is.EqualTo(new ProgramLocation.Found(tool, [])).Using<ProgramLocation.Found>(Same));
    }

    [Test]
    public void InstalledTool_BesideTheProgram_GoesBeforeThePath()
    {
        string tool = Touch(ToolFile);
        Assert.That(TensorFlowNetProgram.InstalledTool(_folder, _ => "/elsewhere"), Is.EqualTo(tool));
    }

    [Test]
    public void InstalledTool_OnThePathOnly_IsThatOne()
    {
        string tool = Touch("on-the-path");
        Assert.That(TensorFlowNetProgram.InstalledTool(_folder, name => name == ToolFile ? tool : null), Is.EqualTo(tool));
        Assert.That(TensorFlowNetProgram.InstalledTool(folder: null, _ => null), Is.Null);
    }

    [Test]
    public void Find_Nowhere_SaysWhatToDo()
        => Assert.That(
            Reason(named: null, _folder),
            Does.Contain(TensorFlowNetProgram.Variable).And.Contain($"dotnet tool install --global {TensorFlowNetProgram.Tool}"));

    private static bool Same(ProgramLocation.Found x, ProgramLocation.Found y)
        => x.FileName == y.FileName && x.Arguments.SequenceEqual(y.Arguments);

    private static string Reason(string? named, string folder)
        => ((ProgramLocation.Missing)TensorFlowNetProgram.Find(named, folder, tool: null)).Reason;

    private string Touch(string name)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, "");
        return path;
    }
}
