import { serve } from "./server.mjs"; import { launch, openPage, watch } from "./browser.mjs";
const site=await serve("/tmp/readers-public",{base:"/"}); const browser=await launch();
const [,, out, ...specs]=process.argv;
// spec: path@width[@dark][!js]
let i=0;
for (const spec of specs) {
  const [where, js]=spec.split("!!"); const [path,w,mode]=where.split("@");
  const page=await openPage(browser); const seen=watch(page,site.origin);
  await page.setViewportSize({width:Number(w),height:Number(w)<500?740:900});
  if (mode==="dark") await page.emulateMedia({colorScheme:"dark"});
  await page.goto(site.origin+path); await page.waitForTimeout(300);
  if (js) { try { const r=await eval(`(async()=>{${js}})()`); if(r!==undefined) console.log(spec.slice(0,60),'->',JSON.stringify(r)); } catch(e){console.log('ERR',e.message);} await page.waitForTimeout(300);}
  console.log(path,w, await page.evaluate(()=>document.documentElement.scrollHeight+' wide '+document.documentElement.scrollWidth), JSON.stringify(seen.take()));
  await page.screenshot({path:`${out}-${i++}.png`});
  await page.context().close();
}
await browser.close(); site.close(); process.exit(0);
