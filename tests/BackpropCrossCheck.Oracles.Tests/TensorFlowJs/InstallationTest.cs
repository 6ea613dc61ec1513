using System.Diagnostics;
using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Oracles.TensorFlowJs;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.TensorFlowJs;

/// <summary>The files beside the program, missing ones, and the script by itself.</summary>
public sealed class InstallationTest
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "oracles", "js");

    [Test]
    public async Task Create_NothingBuilt_IsUnavailable()
    {
        await using IOracle oracle = TensorFlowJsOracle.Create("/no/such/folder", null, OracleOptions.Default);
        var status = (OracleStatus.Unavailable)await oracle.StartAsync(CancellationToken.None);
        Assert.That(
            status.Reason,
            Is.EqualTo("TensorFlow.js is not in /no/such/folder: build the project again with Node.js 18 or later on the PATH."));
    }

    [Test]
    public async Task Create_BuildCouldNotInstall_GivesTheBuildsReason()
    {
        const string Reason = "npm was not found when the project was built: install Node.js 18 or later and build again";
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "install-state.txt"), Reason + "\n");
            await using IOracle oracle = TensorFlowJsOracle.Create(folder.FullName, null, OracleOptions.Default);
            Assert.That(await oracle.StartAsync(CancellationToken.None), Is.EqualTo(new OracleStatus.Unavailable(Reason)));
            Assert.That(await oracle.AskAsync(Questions.Small(), CancellationToken.None), Is.EqualTo(new OracleAnswer.Unavailable(Reason)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Create_NodeNamedWrongly_IsUnavailable()
    {
        RequireInstalled();
        await using IOracle oracle = TensorFlowJsOracle.Create(Folder, "/no/such/node", OracleOptions.Default);
        var status = (OracleStatus.Unavailable)await oracle.StartAsync(CancellationToken.None);
        Assert.That(
            status.Reason,
            Does.StartWith("\"/no/such/node\" cannot be started (")
                .And.EndsWith("): BACKPROP_CHECK_NODE names it; it must be Node.js 18 or later."));
    }

    [Test]
    public void Script_OldNode_IsUnavailable()
    {
        (string output, int code) = RunScriptAfter(
            "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '16.20.2' } });");
        Assert.That((output.Trim(), code), Is.EqualTo((
            """{"protocol":1,"oracle":"tensorflow-js","unavailable":"Node.js 16.20.2 is too old for TensorFlow.js: """
            + """install Node.js 18 or later, or set BACKPROP_CHECK_NODE to one."}""",
            0)));
    }

    [Test]
    public void Script_PackagesMissing_IsUnavailable()
    {
        (string output, int code) = RunScriptAfter(
            "const m = require('module'); const r = m._resolveFilename; m._resolveFilename = (n, ...a) => { if (n === '@tensorflow/tfjs') "
                + "throw new Error('gone'); return r(n, ...a); };");
        Assert.That(output, Does.Contain("\"unavailable\":\"TensorFlow.js could not be loaded: gone. Build the project again"));
        Assert.That(code, Is.Zero);
    }

    [TestCase("", 0, null)]
    [TestCase("\n \n", 0, null)]
    [TestCase(
        "{\"id\":3,\"precision\":\"float64\"}\n", 0, """{"id":3,"error":"precision \"float64\": tensorflow-js calculates in float32"}""")]
    [TestCase("{\"id\":3,\"precision\":\"float32\",\"layers\":[]}\n", 0, """{"id":3,"error":"layers: at least one is needed"}""")]
    [TestCase(
        "{\"id\":3,\"precision\":\"float32\",\"layers\":[{\"weights\":[[1,2]]}],\"inputs\":[[1]],\"labels\":[[1]]}",
        0,
        """{"id":3,"error":"layers[0].weights: rows of 2 numbers, 1 are needed"}""")]
    [TestCase(
        "{\"id\":3,\"precision\":\"float32\",\"layers\":[{\"weights\":[[\"1\"]]}],\"inputs\":[[1]],\"labels\":[[1]]}",
        0,
        """{"id":3,"error":"layers[0].weights[0][0]: \"1\" is no number"}""")]
    [TestCase(
        "{\"id\":3,\"precision\":\"float32\",\"layers\":[{\"weights\":[[1]],\"activation\":\"toString\"}],\"inputs\":[[1]],"
        + "\"labels\":[[1]]}",
        0,
        """{"id":3,"error":"unknown activation \"toString\""}""")]
    [TestCase("no json\n", 1, null)]
    [TestCase("{\"id\":\"3\"}\n", 1, null)]
    public void Script_Input_IsAnsweredOrRefused(string input, int code, string? answer)
    {
        (string output, int exit) = RunScript(input);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(
            lines[0],
            Does.StartWith(
                """{"protocol":1,"oracle":"tensorflow-js","version":"4.22.0","precisions":["float32"],"activations":["linear",""" + "\""));
        Assert.That((exit, string.Join('\n', lines.Skip(1))), Is.EqualTo((code, answer ?? "")));
    }

    [Test]
    public void Script_FiveThousandNetworks_LeaveNoTensors()
    {
        string script = $$"""
            const network = require({{System.Text.Json.JsonSerializer.Serialize(Path.Combine(Folder, "network.js"))}});
            const { Request } = require({{System.Text.Json.JsonSerializer.Serialize(Path.Combine(Folder, "request.js"))}});
            const activations = network.activations;
            for (let i = 0; i < 5000; i++) {
              network.calculate(new Request({ precision: 'float32', inputs: [[1, 2]], labels: [[0, 1]],
                loss: { kind: 'binary-cross-entropy', reduction: 'sum' },
                layers: [{ weights: [[1, 2], [3, 4]], bias: [1, 2], activation: activations[i % activations.length] },
                  { weights: [[1, 2], [3, 4]], activation: 'sigmoid' }] }));
            }
            const { numTensors, numDataBuffers } = network.memory();
            console.log(numTensors, numDataBuffers);
            """;
        Assert.That(Run("", ["-e", script]), Is.EqualTo(("0 0\n", 0)));
    }

    private static (string Output, int ExitCode) RunScript(string input, params string[] options)
        => Run(input, [.. options, Path.Combine(Folder, "tensorflow-js-oracle.js")]);

    private static (string Output, int ExitCode) Run(string input, string[] arguments)
    {
        RequireInstalled();
        var start = new ProcessStartInfo(
            ProgramPath.Find("node")!,
            arguments)
        { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.Wait();
        return (output, process.ExitCode);
    }

    // Runs code that changes Node.js before the script begins.
    private static (string Output, int ExitCode) RunScriptAfter(string preload)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            string file = Path.Combine(folder.FullName, "preload.cjs");
            File.WriteAllText(file, preload);
            return RunScript("", "--require", file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void RequireInstalled()
    {
        string state = File.ReadAllText(Path.Combine(Folder, "install-state.txt")).Trim();
        if (ProgramPath.Find("node") is null || state != "installed")
        {
            Assert.Ignore(state == "installed" ? "Node.js is not on the PATH." : state);
        }
    }
}
