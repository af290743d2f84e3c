// The program for browsers: JSON in, text out, over its C ABI. `bytes` is the content of dateline.wasm.
async function load(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const { memory, dateline_alloc, dateline_free, dateline_timeline, dateline_annotate } = instance.exports;

  function ask(call, question) {
    const text = new TextEncoder().encode(JSON.stringify(question));
    const room = dateline_alloc(text.length);
    new Uint8Array(memory.buffer, room, text.length).set(text);
    const answer = call(room, text.length); // takes the room back; the memory may have grown and moved
    const [status, length] = [0, 4].map(at => new DataView(memory.buffer).getUint32(answer + at, true));
    const told = new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(memory.buffer, answer + 8, length));
    dateline_free(answer, length + 8);
    if (status !== 0) throw new Error(told);
    return told;
  }

  return {
    // As text where the question's format is csv or html.
    timeline: question => (told => /^(csv|html)$/.test(question.format) ? told : JSON.parse(told))(ask(dateline_timeline, question)),
    annotate: question => ask(dateline_annotate, question).split('\n').filter(Boolean).map(line => JSON.parse(line)),
  };
}
