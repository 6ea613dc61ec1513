using System.Diagnostics;

namespace BackpropCrossCheck.Oracles.Tests.TensorFlowPython;

/// <summary>The script that speaks the protocol, by itself: no TensorFlow is needed.</summary>
public sealed class ProtocolScriptTest
{
    private const string Echo = """
        import os, sys
        sys.path.insert(0, sys.argv[1])
        sys.dont_write_bytecode = True
        from oracle_protocol import Channel
        channel = Channel()
        print('noise')
        os.system('echo noise of a child')
        def calculate(request):
            if 'fail' in request:
                raise ValueError(request['fail'])
            return {'value': [float(text) for text in request['texts']] + request.get('numbers', [])}
        channel.serve(calculate)
        """;

    [TestCase("", 0, "")]
    [TestCase("\n \n", 0, "")]
    [TestCase("""{"id":7,"texts":["1e-320","0.1"]}""", 0, """{"id":7,"value":[1e-320,0.1]}""")]
    [TestCase("""{"id":7,"texts":["nan","inf","-inf"]}""", 0, """{"id":7,"value":["NaN","Infinity","-Infinity"]}""")]
    [TestCase("""{"id":7,"texts":[],"numbers":[-0,3]}""", 0, """{"id":7,"value":[-0.0,3.0]}""")]
    [TestCase("""{"id":7,"fail":"why"}""", 0, """{"id":7,"error":"ValueError: why"}""")]
    [TestCase("{\"id\":7,\"texts\":[]}\n{\"id\":\"8\",\"texts\":[]}\n", 1, """{"id":7,"value":[]}""")]
    [TestCase("""{"id":7.5,"texts":[]}""", 1, "")]
    [TestCase("[7]", 1, "")]
    [TestCase("no json", 1, "")]
    public void Serve_Input_IsAnsweredOrRefused(string input, int code, string answers)
    {
        (string output, int exit) = Run(input);
        Assert.That((exit, output.Trim()), Is.EqualTo((code, answers)));
    }

    private static (string Output, int ExitCode) Run(string input)
    {
        using var python = new Launcher();
        var start = new ProcessStartInfo(python.Program, ["-c", Echo, Path.Combine(AppContext.BaseDirectory, "oracles", "python")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.Wait();
        return (output, process.ExitCode);
    }
}
