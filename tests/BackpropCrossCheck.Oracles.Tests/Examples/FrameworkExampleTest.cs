using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Oracles.PythonPrograms;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.Examples;

/// <summary>The examples that need a package: they are right if it is installed, and unavailable otherwise.</summary>
public sealed class FrameworkExampleTest
{
    private static readonly string[] Kinked = ["relu", "leaky-relu", "elu"];
    private static readonly double[] NegativeSide = [0, 0.01, 1];

    [TestCase("with_numpy.py", "NumPy")]
    [TestCase("with_pytorch.py", "PyTorch")]
    [TestCase("with_jax.py", "JAX")]
    public async Task Numbers_WhereThePackageIsInstalled_AreThoseOfTensorFlow(string script, string package)
    {
        // Takes the first Python with the package, as the oracles do.
        string reasons = "";
        foreach (string python in PythonProgram.Candidates())
        {
            await using IOracle oracle = Example.Create($"'{python}'", script);
            OracleStatus status = await oracle.StartAsync(CancellationToken.None).WaitAsync(Fake.Patience);
            if (status is OracleStatus.Unavailable(string reason))
            {
                Assert.That(reason, Does.StartWith($"{package} could not be imported (").Or.StartWith($"\"{python}\" "));
                reasons += $"{reason} ";
                continue;
            }

            Assert.That(status, Is.TypeOf<OracleStatus.Available>(), status.ToString());
            await ExpectNumbersAsync(oracle, (OracleStatus.Available)status);
            return;
        }

        Assert.Ignore(reasons);
    }

    private static async Task ExpectNumbersAsync(IOracle oracle, OracleStatus.Available status)
    {
        foreach (FloatFormat format in status.Formats)
        {
            await ExpectRecordedNumbersAsync(oracle, format);
            await ExpectNegativeSidesAsync(oracle, format);
        }
    }

    private static async Task ExpectRecordedNumbersAsync(IOracle oracle, FloatFormat format)
    {
        foreach (string name in Recording.NamesForFloat64)
        {
            var recording = Recording.Read(name);
            recording.Expect(await Example.ComputeAsync(oracle, recording.Question with { Format = format }), format);
        }
    }

    private static async Task ExpectNegativeSidesAsync(IOracle oracle, FloatFormat format)
    {
        foreach ((string activation, double derivative) in Kinked.Zip(NegativeSide))
        {
            TensorSet numbers = await Example.ComputeAsync(oracle, Questions.OneLayer(activation, [0], [-1]) with { Format = format });
            Assert.That(numbers[numbers.Layout.Delta(0)], Is.EqualTo(new[] { derivative }).Within(1e-9), activation);
        }
    }
}
