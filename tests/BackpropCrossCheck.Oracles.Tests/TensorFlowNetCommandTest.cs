using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Oracles.TensorFlowNet;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests;

/// <summary>How tensorflow-net is started, with a shell in place of its program.</summary>
public sealed class TensorFlowNetCommandTest
{
    [Test]
    public async Task Start_LoaderDiesOfSignal7_SaysWhatToDo()
        => Assert.That(
            await StartAsync("kill -7 $$"),
            Does.StartWith(
                "it ended with exit code 135 (signal 7) before its greeting. Its native library may "
                    + "be damaged: ").And.Contain("dotnet restore --force"));

    [Test]
    public async Task Start_Child_IsToldToKeepNoticesToItself()
        => Assert.That(await StartAsync("echo \"level $TF_CPP_MIN_LOG_LEVEL\" >&2; exit 3"), Does.Contain("level 3"));

    private static async Task<string> StartAsync(string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("There is no /bin/sh.");
        }

        await using var oracle = new OraclePool(
            TensorFlowNetOracle.Command(new ProgramLocation.Found("/bin/sh", ["-c", script])), OracleOptions.Default);
        OracleStatus status = await oracle.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience);
        return ((OracleStatus.Failed)status).Reason;
    }
}
