using BackpropCrossCheck.Oracles.PyTorch;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.PyTorch;

/// <summary>The search for PyTorch, with fakes in place of the framework.</summary>
public sealed class PyTorchSearchTest
{
    private const string Advice = "Run \"pip install torch numpy\" for it, or set BACKPROP_CHECK_PYTHON to a Python that has PyTorch.";

    // The parts of PyTorch that the script needs before it greets.
    private const string FakeTorch =
        "import sys, types\n__version__ = '9.9'\ndef set_num_threads(n): pass\ndef __getattr__(name):\n    return None\n"
        + "for name in ('nn', 'nn.functional'):\n    sys.modules['torch.' + name] = types.ModuleType('torch.' + name)\n"
        + "sys.modules['torch.nn.functional'].__getattr__ = lambda name: None\nsys.modules['torch.nn'].functional = "
        + "sys.modules['torch.nn.functional']\nnn = sys.modules['torch.nn']\n";

    [Test]
    public async Task Start_SecondPythonHasIt_IsTakenAndNamed()
    {
        using var without = new Launcher();
        using var with = new Launcher();
        with.Add("numpy", "");
        with.Add("torch", FakeTorch);
        await using IOracle oracle = PyTorchOracle.Create([without.Program, with.Program], OracleOptions.Default);
        OracleStatus status = await oracle.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience);
        Assert.That(status, Is.TypeOf<OracleStatus.Available>(), status.ToString());
        Assert.That((((OracleStatus.Available)status).Version, oracle.Program), Is.EqualTo(("9.9", with.Program)));
    }

    [Test]
    public async Task Start_NoPythonHasIt_NamesEachWithOneAdvice()
    {
        using var without = new Launcher();
        using var broken = new Launcher();
        broken.Add("torch", "raise ImportError('libfoo.so: not found')\n");
        broken.Add("numpy", "");
        await using IOracle oracle = PyTorchOracle.Create([without.Program, broken.Program], OracleOptions.Default);
        OracleStatus status = await oracle.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience);
        string reason = (status as OracleStatus.Unavailable)?.Reason ?? status.ToString();
        Assert.Multiple(() =>
        {
            Assert.That(
                reason,
                Does.Match(
                    @"^Python 3\.[0-9.a-z+]+ \(.+\) has no PyTorch\. "
                    + @"PyTorch could not be imported by Python 3\.[^:]+ \(ImportError: libfoo\.so: not found\)\. Run "));
            Assert.That(reason, Does.EndWith(Advice));
            Assert.That(oracle.Program, Is.Null);
        });
    }
}
