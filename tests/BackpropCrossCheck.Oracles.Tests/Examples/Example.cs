using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.Tests.Examples;

/// <summary>The examples that come with the program.</summary>
internal static class Example
{
    public static IOracle Create(string program, string script)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "oracles", "examples", script);
        return OracleCatalogue.Create($"{OracleCatalogue.CommandPrefix}{program} '{file}'", Fake.Unhurried);
    }

    public static async Task<TensorSet> ComputeAsync(IOracle oracle, OracleQuestion question)
    {
        OracleAnswer answer = await oracle.AskAsync(question, CancellationToken.None).WaitAsync(Fake.Patience);
        Assert.That(answer, Is.TypeOf<OracleAnswer.Computed>(), answer.ToString());
        return ((OracleAnswer.Computed)answer).Numbers;
    }
}
